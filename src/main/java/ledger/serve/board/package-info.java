/** The ledger as a live board in browsers on this machine. Uses {@code serve}. */
@NullMarked
package ledger.serve.board;

import org.jspecify.annotations.NullMarked;
