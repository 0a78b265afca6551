/** What the evidence says: verdicts on claims, runs, experiments and tasks. */
@NullMarked
package ledger.evidence.verdict;

import org.jspecify.annotations.NullMarked;
