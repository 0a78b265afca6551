package ledger.evidence.store;

import ledger.text.Problem;

/**
 * A file among the run records that cannot be used: unreadable, incomplete, or edited after the
 * run. It is never skipped, because a missing record would change what the evidence says.
 */
public final class DamagedRecord extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  DamagedRecord(Problem problem) {
    super(problem.place() + ": " + problem.message());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
