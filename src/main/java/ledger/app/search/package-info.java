/** Finding tasks by words. */
@NullMarked
package ledger.app.search;

import org.jspecify.annotations.NullMarked;
