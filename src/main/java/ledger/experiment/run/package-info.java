/** Plans runs, runs experiments, and makes records. */
@NullMarked
package ledger.experiment.run;

import org.jspecify.annotations.NullMarked;
