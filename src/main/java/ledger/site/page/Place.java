package ledger.site.page;

import java.util.Comparator;
import java.util.List;
import ledger.evidence.verdict.RunEvidence;

/** Where experiments run: a kind of host and an environment on it. */
public record Place(String kind, String environment) implements Comparable<Place> {
  private static final List<String> FIRST = List.of("pinned", "latest", "tuned");

  public static Place of(RunEvidence run) {
    return new Place(run.record().inputs().hostKind(), run.record().environment());
  }

  /** Built-in environments in their usual order, then all others by name. */
  private int rank() {
    int rank = FIRST.indexOf(environment);
    return rank < 0 ? FIRST.size() : rank;
  }

  @Override
  public int compareTo(Place other) {
    return Comparator.comparing(Place::kind)
        .thenComparingInt(Place::rank)
        .thenComparing(Place::environment)
        .compare(this, other);
  }
}
