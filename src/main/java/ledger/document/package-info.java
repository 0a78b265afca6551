/**
 * The ledger as data: sections, tables, rows, cells, states and IDs.
 *
 * <p>{@code parse} reads it from text, {@code page} is a task's page, {@code edit} plans and proves
 * changes; each uses only those before it.
 */
@NullMarked
package ledger.document;

import org.jspecify.annotations.NullMarked;
