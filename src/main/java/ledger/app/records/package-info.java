/** Use cases on what was measured: show, accept, import, verify, prune. */
@NullMarked
package ledger.app.records;

import org.jspecify.annotations.NullMarked;
