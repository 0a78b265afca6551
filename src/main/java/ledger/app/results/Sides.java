package ledger.app.results;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import ledger.app.session.Failure;
import ledger.evidence.compare.EqualRuns;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.RunRecord;
import ledger.workspace.Environment;

/**
 * What a word of the user means as one side of a comparison: an environment, a kind of host, both
 * as {@code ENVIRONMENT@HOST}, or runs.
 */
record Sides(WorkspaceEvidence known) {
  /** A side: which runs belong to it, and the runs that were named, if any. */
  private record SideMeant(Predicate<RunRecord> wanted, Set<String> named) {
    SideMeant(Predicate<RunRecord> wanted) {
      this(wanted, Set.of());
    }
  }

  /** The runs to compare; either may be empty. */
  record Chosen(List<RunRecord> first, List<RunRecord> second) {}

  /**
   * Chooses among an experiment's runs. If a side names no host, the second side's runs are those
   * on the first side's kind of host, if there are any. The same word twice means the runs before
   * the environment's lock file changed for the last time, and those since.
   *
   * @param runs of one experiment, newest first
   */
  Chosen choose(List<RunRecord> runs, String first, String second) throws Failure {
    if (first.equals(second) && side(first).named.isEmpty()) {
      return beforeAndNow(runs, side(first));
    }
    List<RunRecord> one = runs(runs, side(first), run -> true);
    if (one.isEmpty()) {
      return new Chosen(one, List.of());
    }
    String host = one.getFirst().inputs().hostKind();
    SideMeant other = side(second);
    List<RunRecord> near = runs(runs, other, run -> run.inputs().hostKind().equals(host));
    return new Chosen(one, near.isEmpty() ? runs(runs, other, run -> true) : near);
  }

  /** The same side twice: before its lock file changed for the last time, and now. */
  private static Chosen beforeAndNow(List<RunRecord> runs, SideMeant side) throws Failure {
    List<RunRecord> now = runs(runs, side, run -> true);
    if (now.isEmpty()) {
      return new Chosen(now, now);
    }
    Inputs inputs = now.getFirst().inputs();
    List<RunRecord> before =
        runs(
            runs,
            side,
            run ->
                run.inputs().hostKind().equals(inputs.hostKind())
                    && !run.inputs().requirements().equals(inputs.requirements()));
    return new Chosen(before, now);
  }

  /**
   * All runs that were named must exist; otherwise the side would be less than what was asked for.
   */
  private static List<RunRecord> runs(
      List<RunRecord> runs, SideMeant side, Predicate<RunRecord> where) throws Failure {
    List<RunRecord> equal = EqualRuns.newest(runs, side.wanted.and(where));
    if (!equal.isEmpty() && equal.size() < side.named.size()) {
      List<String> found = equal.stream().map(RunRecord::run).toList();
      String other =
          side.named.stream()
              .filter(run -> !found.contains(run))
              .sorted()
              .findFirst()
              .orElseThrow();
      throw Failure.wrongRequest(
          "the runs of a side must be equal: " + other + " differs from " + found.getFirst(),
          "equal runs are complete and have the same experiment, environment, inputs and host");
    }
    return equal;
  }

  private SideMeant side(String word) throws Failure {
    List<String> environments =
        known.verifier().environments().stream().map(Environment::name).toList();
    if (environments.contains(word)) {
      return new SideMeant(run -> run.environment().equals(word));
    }
    int at = word.indexOf('@');
    if (at >= 0) {
      String environment = word.substring(0, at);
      String host = word.substring(at + 1);
      if (!environment.isEmpty()) {
        known.environments().named(environment);
      }
      return new SideMeant(
          run ->
              run.inputs().hostKind().equals(host)
                  && (environment.isEmpty() || run.environment().equals(environment)));
    }
    List<RunRecord> all = known.store().all();
    if (all.stream().anyMatch(run -> run.inputs().hostKind().equals(word))) {
      String deciding = environments.getFirst();
      return new SideMeant(
          run -> run.inputs().hostKind().equals(word) && run.environment().equals(deciding));
    }
    Set<String> named = new LinkedHashSet<>();
    for (String part : word.split(",", -1)) {
      named.add(known.run(part).run());
    }
    return new SideMeant(run -> named.contains(run.run()), named);
  }
}
