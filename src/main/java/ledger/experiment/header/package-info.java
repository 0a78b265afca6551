/** Experiments as their scripts' headers declare them. */
@NullMarked
package ledger.experiment.header;

import org.jspecify.annotations.NullMarked;
