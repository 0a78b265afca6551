/** The command that serves agents. */
@NullMarked
package ledger.cli.agent;

import org.jspecify.annotations.NullMarked;
