/** Use cases on the ledger. */
@NullMarked
package ledger.app.task;

import org.jspecify.annotations.NullMarked;
