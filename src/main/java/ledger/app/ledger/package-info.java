/** Use cases on a ledger as a whole: init, list, show, check, undo; and which IDs are used. */
@NullMarked
package ledger.app.ledger;

import org.jspecify.annotations.NullMarked;
