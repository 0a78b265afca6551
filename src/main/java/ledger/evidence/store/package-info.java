/** Run records on disk: reading, writing, sealing. */
@NullMarked
package ledger.evidence.store;

import org.jspecify.annotations.NullMarked;
