/**
 * The repository around the ledger, through JGit; the git program only where it must be git itself.
 *
 * <p>{@code history} reads commits, {@code hook} keeps the hooks and the merge driver.
 */
@NullMarked
package ledger.git;

import org.jspecify.annotations.NullMarked;
