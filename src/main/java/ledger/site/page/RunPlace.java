package ledger.site.page;

import java.util.Comparator;
import ledger.evidence.verdict.RunEvidence;

/** Where experiments run: a kind of host and an environment on it. */
public record RunPlace(String kind, String environment) implements Comparable<RunPlace> {
  /** The environment that decides where no settings say otherwise. */
  private static final String FIRST = "pinned";

  public static RunPlace of(RunEvidence run) {
    return new RunPlace(run.record().inputs().hostKind(), run.record().environment());
  }

  @Override
  public int compareTo(RunPlace other) {
    return Comparator.comparing(RunPlace::kind)
        .thenComparing(place -> !place.environment.equals(FIRST))
        .thenComparing(RunPlace::environment)
        .compare(this, other);
  }
}
