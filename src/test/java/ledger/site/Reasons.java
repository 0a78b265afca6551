package ledger.site;

import java.util.List;
import java.util.OptionalLong;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.Interval;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.claim.NotApplicable;
import ledger.evidence.record.Check;
import ledger.evidence.record.Exit;
import ledger.evidence.verdict.ClaimAnswer;
import ledger.evidence.verdict.ClaimReason;
import ledger.evidence.verdict.ClaimReason.AgainstBound;
import ledger.evidence.verdict.InputChange;
import ledger.evidence.verdict.RunReason;
import ledger.evidence.verdict.RunTally;
import ledger.evidence.verdict.RunVerdict;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskReason;
import org.jspecify.annotations.Nullable;

/** A reason for any answer and status, with a text of the test's where one has room for it. */
final class Reasons {
  private Reasons() {}

  static ClaimReason of(ClaimAnswer answer, Claim claim, @Nullable MetricSummary summary) {
    AgainstBound seen =
        summary == null
            ? new AgainstBound(claim.bound(), Double.NaN, Interval.NONE)
            : AgainstBound.of(claim.bound(), summary);
    return switch (answer) {
      case PASS -> new ClaimReason.Within(seen);
      case FAIL -> new ClaimReason.Outside(seen);
      case INCONCLUSIVE -> new ClaimReason.Undecided(seen, OptionalLong.of(12));
      case NOT_APPLICABLE -> new ClaimReason.HostLacks(new NotApplicable("a", "no GPU", ""));
    };
  }

  static RunReason of(Status status, String text) {
    return switch (status) {
      case VERIFIED -> new RunReason.NoneRefuted(new RunTally(1, 1, 1, 0, 0, 0, 0), List.of());
      case KNOWN_FAILURES ->
          new RunReason.NoneRefuted(new RunTally(1, 1, 1, 1, 0, 0, 0), List.of());
      case FAILED -> new RunReason.CheckFailed(new Check("c", "A check", false, text, false), 0);
      case BROKEN -> new RunReason.DidNotEnd(new Exit(Exit.Kind.FAILED, 1, text));
      case STALE -> new RunReason.Changed(List.of(edited(text)));
      case SUSPECT -> new RunReason.Edited(List.of(edited(text)));
      case NOT_APPLICABLE -> new RunReason.NothingToAsk(new NotApplicable("a", text, ""));
      case INCONCLUSIVE -> new RunReason.NothingAnswered();
      case NONE, WAIVED -> throw new IllegalArgumentException("no run is " + status);
    };
  }

  static TaskReason ofTask(Status status, String text) {
    return switch (status) {
      case NONE -> new TaskReason.NotRun(text, "pinned", false, false);
      case WAIVED -> new TaskReason.Waived(text, new TaskReason.NoExperiment());
      default ->
          new TaskReason.ByRun(
              "any",
              null,
              false,
              new RunVerdict(of(status, text), null, List.of(), List.of(), List.of()));
    };
  }

  static InputChange edited(String file) {
    return new InputChange.LocalFile(file, InputChange.Fate.EDITED);
  }
}
