/** Use cases that write experiments and try them out. */
@NullMarked
package ledger.app.experiment;

import org.jspecify.annotations.NullMarked;
