/** Commands on the ledger. */
@NullMarked
package ledger.cli.task;

import org.jspecify.annotations.NullMarked;
