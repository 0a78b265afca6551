/** What there is to do: which tasks wait for others, and which could be begun now. */
@NullMarked
package ledger.document.work;

import org.jspecify.annotations.NullMarked;
