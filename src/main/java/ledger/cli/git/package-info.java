/** Commands that read git's history, merge, and set up hooks and workflows. */
@NullMarked
package ledger.cli.git;

import org.jspecify.annotations.NullMarked;
