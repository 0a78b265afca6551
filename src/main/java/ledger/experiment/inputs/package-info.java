/** What a run depends on. */
@NullMarked
package ledger.experiment.inputs;

import org.jspecify.annotations.NullMarked;
