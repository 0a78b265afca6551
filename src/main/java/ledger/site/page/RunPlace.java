package ledger.site.page;

import java.util.Comparator;
import java.util.List;
import ledger.evidence.verdict.RunEvidence;

/** Where experiments run: a kind of host and an environment on it. */
public record RunPlace(String kind, String environment) implements Comparable<RunPlace> {
  private static final List<String> FIRST = List.of("pinned", "latest", "tuned");

  public static RunPlace of(RunEvidence run) {
    return new RunPlace(run.record().inputs().hostKind(), run.record().environment());
  }

  /** Built-in environments in their usual order, then all others by name. */
  private int rank() {
    int rank = FIRST.indexOf(environment);
    return rank < 0 ? FIRST.size() : rank;
  }

  @Override
  public int compareTo(RunPlace other) {
    return Comparator.comparing(RunPlace::kind)
        .thenComparingInt(RunPlace::rank)
        .thenComparing(RunPlace::environment)
        .compare(this, other);
  }
}
