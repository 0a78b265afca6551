package ledger.merge;

import ledger.text.Problem;

/** A merge by tasks and cells is not possible; only a merge by lines is left. */
public final class Unmergeable extends Exception {
  private static final long serialVersionUID = 1;

  Unmergeable(String message) {
    super(message);
  }

  Unmergeable(Problem first) {
    super(first.place() + ": " + first.message());
  }
}
