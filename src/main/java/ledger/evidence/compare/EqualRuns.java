package ledger.evidence.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import ledger.evidence.record.Exit;
import ledger.evidence.record.RunRecord;

/** Runs that differ in nothing but chance: same inputs, same kind of host, same processor. */
public final class EqualRuns {
  private EqualRuns() {}

  /**
   * The newest complete run that complies, and all those equal to it, newest first; empty if there
   * is none. Quick runs and runs that did not reach their end do not count.
   *
   * @param runs newest first
   */
  public static List<RunRecord> newest(List<RunRecord> runs, Predicate<RunRecord> wanted) {
    Predicate<RunRecord> whole = run -> !run.quick() && run.exit().kind() == Exit.Kind.COMPLETED;
    Optional<RunRecord> newest = runs.stream().filter(whole.and(wanted)).findFirst();
    List<RunRecord> equal = new ArrayList<>();
    newest.ifPresent(
        first ->
            runs.stream()
                .filter(whole.and(wanted))
                .filter(run -> areEqual(first, run))
                .forEach(equal::add));
    return List.copyOf(equal);
  }

  private static boolean areEqual(RunRecord a, RunRecord b) {
    return a.experiment().equals(b.experiment())
        && a.environment().equals(b.environment())
        && a.inputs().equals(b.inputs())
        && a.host().cpu().equals(b.host().cpu())
        && a.host().cores() == b.host().cores()
        && a.host().packages().equals(b.host().packages())
        && a.host().blas().equals(b.host().blas());
  }
}
