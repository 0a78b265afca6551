/** Three-way merges of ledgers, pages and archives by tasks and cells. */
@NullMarked
package ledger.merge;

import org.jspecify.annotations.NullMarked;
