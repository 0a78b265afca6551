/** Python environments: found, created, checked. */
@NullMarked
package ledger.experiment.environment;

import org.jspecify.annotations.NullMarked;
