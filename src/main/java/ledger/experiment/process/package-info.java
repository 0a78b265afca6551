/** Child processes under a supervisor, and the host they run on. */
@NullMarked
package ledger.experiment.process;

import org.jspecify.annotations.NullMarked;
