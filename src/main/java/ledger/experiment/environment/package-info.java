/** Python environments: finding, creating and checking them. */
@NullMarked
package ledger.experiment.environment;

import org.jspecify.annotations.NullMarked;
