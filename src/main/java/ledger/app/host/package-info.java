/** What this machine has of all that ledger needs. */
@NullMarked
package ledger.app.host;

import org.jspecify.annotations.NullMarked;
