/** Commands that choose tasks and show them: list, and what is found or ready. */
@NullMarked
package ledger.cli.query;

import org.jspecify.annotations.NullMarked;
