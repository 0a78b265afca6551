/** The command that serves the live board. */
@NullMarked
package ledger.cli.serve;

import org.jspecify.annotations.NullMarked;
