/** Run records, claims, verdicts, statistics, freshness and the store of records. */
@NullMarked
package ledger.evidence;

import org.jspecify.annotations.NullMarked;
