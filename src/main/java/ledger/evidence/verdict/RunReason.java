package ledger.evidence.verdict;

import java.util.List;
import ledger.evidence.claim.NotApplicable;
import ledger.evidence.record.Check;
import ledger.evidence.record.Exit;

/** Why a run has its status. The status follows from the reason. */
public sealed interface RunReason {
  /** It did not reach its end. */
  record DidNotEnd(Exit exit) implements RunReason {}

  /** It is a quick run. */
  record CountsForNothing() implements RunReason {}

  /** Its script or its environment is gone. */
  record SourceGone() implements RunReason {}

  /** What it measured has changed since. */
  record Changed(List<InputChange> inputs) implements RunReason {}

  /** What it was meant to verify was edited since. */
  record Edited(List<InputChange> inputs) implements RunReason {}

  /**
   * A check failed.
   *
   * @param more how many others failed
   */
  record CheckFailed(Check first, int more) implements RunReason {}

  record ClaimRefuted(ClaimVerdict claim) implements RunReason {}

  record ClaimUndecided(ClaimVerdict claim) implements RunReason {}

  /** The host lacks what the whole experiment needs. */
  record NothingToAsk(NotApplicable reported) implements RunReason {}

  /** None of its claims is applicable. */
  record NoClaimApplies(ClaimVerdict first) implements RunReason {}

  /** It reports something as not applicable of which it has samples: the script is wrong. */
  record ReportsBoth(NotApplicable reported) implements RunReason {}

  /** It answered no claim; checks alone verify nothing. */
  record NothingAnswered() implements RunReason {}

  /**
   * Every claim that was asked holds, or is refuted and a known failure; at least one was asked.
   *
   * @param unexpected claims that hold although they are known failures
   */
  record NoneRefuted(RunTally tally, List<ClaimVerdict> unexpected) implements RunReason {}

  default Status status() {
    return switch (this) {
      case DidNotEnd broken -> Status.BROKEN;
      case CountsForNothing open -> Status.INCONCLUSIVE;
      case SourceGone old -> Status.STALE;
      case Changed old -> Status.STALE;
      case Edited old -> Status.SUSPECT;
      case CheckFailed no -> Status.FAILED;
      case ClaimRefuted no -> Status.FAILED;
      case ClaimUndecided open -> Status.INCONCLUSIVE;
      case NothingToAsk absent -> Status.NOT_APPLICABLE;
      case NoClaimApplies absent -> Status.NOT_APPLICABLE;
      case NothingAnswered open -> Status.INCONCLUSIVE;
      case ReportsBoth broken -> Status.BROKEN;
      case NoneRefuted yes -> yes.tally.known() > 0 ? Status.KNOWN_FAILURES : Status.VERIFIED;
    };
  }
}
