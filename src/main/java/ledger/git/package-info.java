/**
 * The repository around the ledger: JGit finds it and reads its commits; the git program reads and
 * writes the index, and reads what JGit does not know.
 *
 * <p>{@code history} reads commits; {@code hook} manages the hooks and the merge driver.
 */
@NullMarked
package ledger.git;

import org.jspecify.annotations.NullMarked;
