/** The file of rows that were removed and of IDs that were retired. */
@NullMarked
package ledger.document.archive;

import org.jspecify.annotations.NullMarked;
