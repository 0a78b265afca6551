/** Commands about the environments that experiments run in. */
@NullMarked
package ledger.cli.environment;

import org.jspecify.annotations.NullMarked;
