/** The repository around the ledger: its root, the staged ledger, hooks. */
@NullMarked
package ledger.git;

import org.jspecify.annotations.NullMarked;
