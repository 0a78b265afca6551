/** The ledger's history, read from commits. */
@NullMarked
package ledger.git.history;

import org.jspecify.annotations.NullMarked;
