/**
 * The ledger as data: sections, tables, rows, cells, states and IDs.
 *
 * <p>{@code parse} reads it from text, {@code page} is a task's page, {@code edit} plans and proves
 * changes; each knows those before it and none behind it.
 */
@NullMarked
package ledger.document;

import org.jspecify.annotations.NullMarked;
