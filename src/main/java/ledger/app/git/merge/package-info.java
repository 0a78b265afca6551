/** Use cases that merge: commits into the working copy, and versions of a file for git. */
@NullMarked
package ledger.app.git.merge;

import org.jspecify.annotations.NullMarked;
