package ledger.site;

import java.util.List;
import java.util.stream.Collectors;
import ledger.text.Problem;

/** The site cannot be built from its input; nothing was written. */
public final class SiteFailure extends Exception {
  private final transient List<Problem> problems;

  public SiteFailure(List<Problem> problems) {
    super(
        problems.stream()
            .map(p -> p.place() + ": " + p.message())
            .collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong and where; one at least. */
  public List<Problem> problems() {
    return problems;
  }
}
