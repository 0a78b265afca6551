/**
 * Reads a ledger: flexmark finds sections and tables, our own scanner measures the cells of a row.
 * What cannot be read is a problem with its place.
 */
@NullMarked
package ledger.document.parse;

import org.jspecify.annotations.NullMarked;
