package ledger.app.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.document.Task;
import ledger.evidence.compare.ComparedSeries;
import ledger.experiment.run.RunMode;
import ledger.text.InvalidText;
import ledger.workspace.Environment;

/**
 * Compares several environments with the first one. As long as something looks changed and the runs
 * do not confirm it, it is run once more on both sides, alternating, up to four runs a side.
 *
 * @param environments the first is the one that the others are compared with; may be empty
 */
record Confirmation(
    WorkspaceEvidence known,
    Verification verification,
    List<Task> tasks,
    List<Environment> environments) {
  private static final int MOST_RUNS = 4;

  List<ExperimentComparison> compared() throws IOException, InvalidText, InvalidFiles, Failure {
    List<ExperimentComparison> all = new ArrayList<>();
    for (Environment other : environments.stream().skip(1).toList()) {
      List<ExperimentComparison> seen = compare(other);
      Set<String> doubtful = doubtful(seen);
      for (int more = 1; more < MOST_RUNS && !doubtful.isEmpty(); more++) {
        verification.run(
            new Verification.RunsWanted(
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
    return List.copyOf(all);
  }

  private Set<String> doubtful(List<ExperimentComparison> seen) {
    return seen.stream()
        .filter(this::isFromHere)
        .filter(compared -> Math.min(compared.first().size(), compared.second().size()) < MOST_RUNS)
        .filter(compared -> compared.rows().stream().anyMatch(ComparedSeries::unconfirmed))
        .map(ExperimentComparison::experiment)
        .collect(Collectors.toSet());
  }

  private List<ExperimentComparison> compare(Environment other) throws Failure {
    return ExperimentComparison.of(known, tasks, environments.getFirst().name(), other.name());
  }

  /** Runs of another host cannot be repeated here. */
  private boolean isFromHere(ExperimentComparison compared) {
    return known.verifier().isFromHere(compared.first().getFirst())
        && known.verifier().isFromHere(compared.second().getFirst());
  }
}
