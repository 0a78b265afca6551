package ledger.text;

/** Bytes that are not valid UTF-8, or text in the wrong form, at a position in a file. */
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
