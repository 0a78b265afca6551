package ledger.site.page;

import java.util.Comparator;
import java.util.List;
import ledger.evidence.verdict.RunEvidence;

/** Where experiments run: a kind of host and an environment on it. */
public record RunPlace(String kind, String environment) implements Comparable<RunPlace> {
  /** The environment that decides where no settings say otherwise. */
  private static final String FIRST = "pinned";

  public static RunPlace of(RunEvidence run) {
    return new RunPlace(run.record().inputs().hostKind(), run.record().environment());
  }

  /** The environments' names, with the kind of host where one environment is there twice. */
  public static List<String> labels(List<RunPlace> places) {
    return places.stream()
        .map(
            place ->
                places.stream().filter(one -> one.environment.equals(place.environment)).count()
                        == 1
                    ? place.environment
                    : place.environment + ", " + place.kind)
        .toList();
  }

  /** The environment that decides first, and then by name. */
  public static final Comparator<String> BY_ENVIRONMENT =
      Comparator.comparing((String name) -> !name.equals(FIRST))
          .thenComparing(Comparator.naturalOrder());

  @Override
  public int compareTo(RunPlace other) {
    return Comparator.comparing(RunPlace::kind)
        .thenComparing(RunPlace::environment, BY_ENVIRONMENT)
        .compare(this, other);
  }
}
