/** Commands for lists of other programs. */
@NullMarked
package ledger.cli.exchange;

import org.jspecify.annotations.NullMarked;
