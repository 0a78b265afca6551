/** Run records on disk: reading, writing, finding what was edited. */
@NullMarked
package ledger.evidence.store;

import org.jspecify.annotations.NullMarked;
