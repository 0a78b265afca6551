/** Commands that measure, and that show what was measured. */
@NullMarked
package ledger.cli.results;

import org.jspecify.annotations.NullMarked;
