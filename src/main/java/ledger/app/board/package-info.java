/**
 * The ledger as a board: what each card shows, what needs somebody, and hearing of changes. Uses
 * {@code app.results} and {@code app.ledger}.
 */
@NullMarked
package ledger.app.board;

import org.jspecify.annotations.NullMarked;
