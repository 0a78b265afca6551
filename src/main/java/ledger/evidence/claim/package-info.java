/** Claims and metrics, and the conditions under which a claim applies. */
@NullMarked
package ledger.evidence.claim;

import org.jspecify.annotations.NullMarked;
