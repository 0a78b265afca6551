/** Commands about this machine. */
@NullMarked
package ledger.cli.host;

import org.jspecify.annotations.NullMarked;
