/** Tables are laid out in columns. */
@NullMarked
package ledger.document.align;

import org.jspecify.annotations.NullMarked;
