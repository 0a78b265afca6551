package ledger.app.session;

import java.util.List;
import ledger.text.Problem;

/** Something that was read has errors; nothing is done until they are fixed. */
public final class InvalidFiles extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  public InvalidFiles(List<Problem> problems) {
    super(problems.size() + " problems");
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
