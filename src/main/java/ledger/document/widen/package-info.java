/** Tables get more columns. */
@NullMarked
package ledger.document.widen;

import org.jspecify.annotations.NullMarked;
