package ledger.experiment.run;

import java.util.List;
import ledger.evidence.verdict.RunVerdict;
import ledger.evidence.verdict.Status;

/** Why an experiment is to run in an environment, or why not. */
public sealed interface PlanReason {
  /** It was asked for, whatever is known. */
  enum Asked implements PlanReason {
    FORCED,
    TO_CONFIRM,
    FIRST_LOOK
  }

  /** The environment cannot be made on this host. */
  record NotAvailable(String message) implements PlanReason {}

  /** Its header decides on another environment, which has what it needs. */
  record OtherEnvironment(String environment) implements PlanReason {}

  /**
   * It has no run there.
   *
   * @param system operating system and architecture
   */
  record NeverRan(String environment, String system) implements PlanReason {}

  /** Nothing has changed since the last run. */
  record Unchanged(String run, Status status) implements PlanReason {}

  /**
   * The last run does not hold any more, or did not reach its end.
   *
   * @param others packages of which another version ran than the environment asks for now
   */
  record LastRun(RunVerdict verdict, List<OtherVersion> others) implements PlanReason {}
}
