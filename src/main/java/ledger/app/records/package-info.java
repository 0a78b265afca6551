/** Use cases on what was measured: shown, accepted, brought from elsewhere, checked, pruned. */
@NullMarked
package ledger.app.records;

import org.jspecify.annotations.NullMarked;
