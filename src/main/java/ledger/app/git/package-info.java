/** Use cases on git: history, merge, hooks, workflows. */
@NullMarked
package ledger.app.git;

import org.jspecify.annotations.NullMarked;
