/** Completion in shells: the scripts, and what fits where the cursor is. */
@NullMarked
package ledger.cli.completion;

import org.jspecify.annotations.NullMarked;
