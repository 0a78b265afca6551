/** Use cases that measure, and that read what was measured. */
@NullMarked
package ledger.app.results;

import org.jspecify.annotations.NullMarked;
