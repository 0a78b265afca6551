/**
 * What the evidence says, as data: verdicts on claims, runs and tasks, each with its reason, and
 * whether a task may be done.
 */
@NullMarked
package ledger.evidence.verdict;

import org.jspecify.annotations.NullMarked;
