package ledger.cli;

import java.util.List;
import java.util.function.Predicate;
import ledger.evidence.EqualRuns;
import ledger.evidence.RunRecord;
import ledger.experiment.EnvironmentSpec;

/**
 * What a word on the command line means as one side of a comparison: an environment, a kind of
 * host, both as {@code ENVIRONMENT@HOST}, or a run.
 */
record Sides(Measurements measurements) {
  /** A side: which runs belong to it, and whether it is a single one. */
  private record Side(Predicate<RunRecord> wanted, boolean single) {}

  /** The runs to compare; either may be empty. */
  record Chosen(List<RunRecord> first, List<RunRecord> second) {}

  /**
   * Chooses among an experiment's runs. Where a side names no host, the second is taken from the
   * first's kind of host if it ran there.
   *
   * @param runs of one experiment, newest first
   */
  Chosen choose(List<RunRecord> runs, String first, String second) throws Failure {
    List<RunRecord> one = runs(runs, side(first), run -> true);
    if (one.isEmpty()) {
      return new Chosen(one, List.of());
    }
    String host = one.getFirst().inputs().hostKind();
    Side other = side(second);
    List<RunRecord> near = runs(runs, other, run -> run.inputs().hostKind().equals(host));
    return new Chosen(one, near.isEmpty() ? runs(runs, other, run -> true) : near);
  }

  private static List<RunRecord> runs(List<RunRecord> runs, Side side, Predicate<RunRecord> where) {
    List<RunRecord> equal = EqualRuns.newest(runs, side.wanted.and(where));
    return side.single && !equal.isEmpty() ? List.of(equal.getFirst()) : equal;
  }

  private Side side(String word) throws Failure {
    List<String> environments =
        measurements.verifier().environments().stream().map(EnvironmentSpec::name).toList();
    if (environments.contains(word)) {
      return new Side(run -> run.environment().equals(word), false);
    }
    int at = word.indexOf('@');
    if (at >= 0) {
      String environment = word.substring(0, at);
      String host = word.substring(at + 1);
      if (!environment.isEmpty()) {
        measurements.environments(List.of(environment));
      }
      return new Side(
          run ->
              run.inputs().hostKind().equals(host)
                  && (environment.isEmpty() || run.environment().equals(environment)),
          false);
    }
    List<RunRecord> all = measurements.verifier().store().all();
    if (all.stream().anyMatch(run -> run.inputs().hostKind().equals(word))) {
      String deciding = environments.getFirst();
      return new Side(
          run -> run.inputs().hostKind().equals(word) && run.environment().equals(deciding), false);
    }
    String id = measurements.run(word).run();
    return new Side(run -> run.run().equals(id), true);
  }
}
