package ledger.site;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import ledger.evidence.ExperimentEvidence;
import ledger.evidence.RunEvidence;
import ledger.evidence.TaskEvidence;

/** Where experiments run: a kind of host and an environment on it. */
record Place(String kind, String environment) implements Comparable<Place> {
  private static final List<String> FIRST = List.of("pinned", "latest", "tuned");

  static Place of(RunEvidence run) {
    return new Place(run.record().inputs().hostKind(), run.record().environment());
  }

  /** Every place on the site, sorted. A place's number in it gives its colour on every page. */
  static List<Place> all(SiteInput input) {
    TreeSet<Place> places = new TreeSet<>();
    for (TaskEvidence evidence : input.evidence().values()) {
      for (ExperimentEvidence experiment : evidence.experiments()) {
        experiment.newest().forEach(run -> places.add(of(run)));
      }
    }
    return List.copyOf(places);
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
