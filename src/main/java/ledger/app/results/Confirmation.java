package ledger.app.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.app.session.Failure;
import ledger.document.Task;
import ledger.evidence.compare.Comparison;
import ledger.experiment.run.RunMode;
import ledger.workspace.Environment;

/**
 * Compares several environments with the first one. As long as something looks changed and the runs
 * do not confirm it, it is run once more on both sides, alternating, up to four runs a side.
 *
 * @param environments the first is the one with which the others are compared
 */
public record Confirmation(
    Measurements measurements,
    Verification verification,
    List<Task> tasks,
    List<Environment> environments) {
  private static final int MOST_RUNS = 4;

  public List<Compared> compared() throws Exception {
    List<Compared> all = new ArrayList<>();
    for (Environment other : environments.subList(1, environments.size())) {
      List<Compared> seen = compare(other);
      Set<String> doubtful = doubtful(seen);
      for (int more = 1; more < MOST_RUNS && !doubtful.isEmpty(); more++) {
        verification.run(
            new Verification.Wanted(
                tasks,
                List.of(environments.getFirst(), other),
                RunMode.CONFIRMING,
                1,
                doubtful::contains));
        seen = compare(other);
        Set<String> left = doubtful(seen);
        left.retainAll(doubtful);
        doubtful = left;
      }
      all.addAll(seen);
    }
    return all;
  }

  private Set<String> doubtful(List<Compared> seen) {
    return seen.stream()
        .filter(this::isFromHere)
        .filter(compared -> Math.min(compared.first().size(), compared.second().size()) < MOST_RUNS)
        .filter(compared -> compared.rows().stream().anyMatch(Comparison.Row::unconfirmed))
        .map(Compared::experiment)
        .collect(Collectors.toSet());
  }

  private List<Compared> compare(Environment other) throws Failure {
    return Compared.of(measurements, tasks, environments.getFirst().name(), other.name());
  }

  /** Runs of another host cannot be repeated here. */
  private boolean isFromHere(Compared compared) {
    return measurements.verifier().isFromHere(compared.first().getFirst())
        && measurements.verifier().isFromHere(compared.second().getFirst());
  }
}
