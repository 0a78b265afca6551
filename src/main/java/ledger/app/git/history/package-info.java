/** Use cases that read a ledger's commits: log, diff, changes, and states for the pages. */
@NullMarked
package ledger.app.git.history;

import org.jspecify.annotations.NullMarked;
