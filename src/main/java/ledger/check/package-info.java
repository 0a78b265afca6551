/** Rules over a parsed ledger; each gives problems with their place. */
@NullMarked
package ledger.check;

import org.jspecify.annotations.NullMarked;
