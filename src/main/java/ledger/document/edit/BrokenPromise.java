package ledger.document.edit;

/**
 * An edit that would not do what was planned: a bug in this tool, found before anything was
 * written.
 */
public final class BrokenPromise extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String before;
  private final String after;

  public BrokenPromise(String message, String before, String after) {
    super(message);
    this.before = before;
    this.after = after;
  }

  public String before() {
    return before;
  }

  public String after() {
    return after;
  }
}
