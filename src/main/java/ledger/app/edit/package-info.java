/** How a use case edits the ledger and its pages: planned, proven, and all or nothing. */
@NullMarked
package ledger.app.edit;

import org.jspecify.annotations.NullMarked;
