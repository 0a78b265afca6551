/** Computes verdicts from records: of claims, runs, experiments and tasks. */
@NullMarked
package ledger.evidence.judge;

import org.jspecify.annotations.NullMarked;
