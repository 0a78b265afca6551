/** Commands that write experiments and try them out. */
@NullMarked
package ledger.cli.experiment;

import org.jspecify.annotations.NullMarked;
