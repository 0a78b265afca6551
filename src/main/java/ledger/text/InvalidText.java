package ledger.text;

/** Bytes that are no UTF-8 text, or text that has the wrong form, at a place in a file. */
public final class InvalidText extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  public InvalidText(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
