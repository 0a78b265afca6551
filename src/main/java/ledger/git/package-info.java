/**
 * The repository around the ledger, through JGit; the git program only where nothing else will do.
 *
 * <p>{@code history} reads commits; {@code hook} manages the hooks and the merge driver.
 */
@NullMarked
package ledger.git;

import org.jspecify.annotations.NullMarked;
