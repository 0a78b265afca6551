/** Files as this tool reads, writes, lists, removes and locks them: one home for each of these. */
@NullMarked
package ledger.io;

import org.jspecify.annotations.NullMarked;
