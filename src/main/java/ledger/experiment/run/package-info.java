/** Plans runs, runs them, and makes records of them. */
@NullMarked
package ledger.experiment.run;

import org.jspecify.annotations.NullMarked;
