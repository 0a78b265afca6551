/** Rules over a parsed ledger, each giving problems at a place. */
@NullMarked
package ledger.check;

import org.jspecify.annotations.NullMarked;
