/** Experiments, as declared by the headers of their scripts. */
@NullMarked
package ledger.experiment.header;

import org.jspecify.annotations.NullMarked;
