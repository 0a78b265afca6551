/** Rules about a parsed ledger; each reports problems with their position. */
@NullMarked
package ledger.check;

import org.jspecify.annotations.NullMarked;
