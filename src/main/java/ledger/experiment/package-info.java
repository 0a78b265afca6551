/**
 * Discovery of experiments, their environments, and the runner that turns events into a run record.
 */
@NullMarked
package ledger.experiment;

import org.jspecify.annotations.NullMarked;
