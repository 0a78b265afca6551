/** Lists of other programs: taken in, and given out. */
@NullMarked
package ledger.app.exchange;

import org.jspecify.annotations.NullMarked;
