/** Lists of tasks as other programs write them: reading them, and writing them. */
@NullMarked
package ledger.exchange;

import org.jspecify.annotations.NullMarked;
