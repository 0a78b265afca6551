/** The events that an experiment reports. */
@NullMarked
package ledger.experiment.events;

import org.jspecify.annotations.NullMarked;
