package ledger.cli;

import java.util.List;
import ledger.text.Problem;

/** The ledger cannot be understood; nothing is done with it until it can. */
public final class InvalidLedger extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  public InvalidLedger(List<Problem> problems) {
    super(problems.size() + " problems");
    this.problems = List.copyOf(problems);
  }

  List<Problem> problems() {
    return problems;
  }
}
