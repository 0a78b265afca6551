/**
 * The ledger as data: sections, tables, rows, cells, states and IDs.
 *
 * <p>{@code parse} reads it from text, {@code edit} plans and proves changes, {@code page} is a
 * task's page.
 */
@NullMarked
package ledger.document;

import org.jspecify.annotations.NullMarked;
