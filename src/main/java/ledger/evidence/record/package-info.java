/** A run record: what ran, where, with which inputs, and every raw sample. */
@NullMarked
package ledger.evidence.record;

import org.jspecify.annotations.NullMarked;
