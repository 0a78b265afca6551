/** Statistics over samples, and the comparison of two sides. */
@NullMarked
package ledger.evidence.compare;

import org.jspecify.annotations.NullMarked;
