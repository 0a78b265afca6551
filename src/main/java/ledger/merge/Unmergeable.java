package ledger.merge;

import ledger.text.Problem;

/** A merge by tasks and cells is not possible; a merge by lines is what remains. */
public final class Unmergeable extends Exception {
  private static final long serialVersionUID = 1;

  Unmergeable(String message) {
    super(message);
  }

  Unmergeable(Problem first) {
    super(first.place() + ": " + first.message());
  }
}
