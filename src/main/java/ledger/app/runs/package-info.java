/**
 * Verifications that a long-lived process runs for those who ask: each has a handle, can be watched
 * and cancelled, and ends with the process. Uses {@code app.results}.
 */
@NullMarked
package ledger.app.runs;

import org.jspecify.annotations.NullMarked;
