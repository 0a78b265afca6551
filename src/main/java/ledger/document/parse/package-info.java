/**
 * Reads a ledger: flexmark finds sections and tables, our own scanner finds the cells of a row.
 * What cannot be read is a problem with its position.
 */
@NullMarked
package ledger.document.parse;

import org.jspecify.annotations.NullMarked;
