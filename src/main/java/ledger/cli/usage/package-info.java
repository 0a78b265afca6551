/** The general help, and what is said of words that no command knows. */
@NullMarked
package ledger.cli.usage;

import org.jspecify.annotations.NullMarked;
