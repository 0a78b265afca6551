package ledger.evidence.verdict;

import org.jspecify.annotations.Nullable;

/** Why a task has its status. The status follows from the reason. */
public sealed interface TaskReason {
  /** No experiment is linked to it. */
  record NoExperiment() implements TaskReason {}

  /**
   * The header of a script that says it verifies the task cannot be used, so that its claims are
   * not read.
   *
   * @param line of the first mistake, from 1
   */
  record HeaderUnusable(String script, int line, String message) implements TaskReason {}

  /** It has runs of an experiment that is gone. */
  record ExperimentGone(String experiment) implements TaskReason {}

  /** An experiment is gone, and no other one asks this claim, which its newest run refuted. */
  record ClaimWithdrawn(String experiment, ClaimVerdict claim) implements TaskReason {}

  /**
   * An experiment has not run in an environment that decides.
   *
   * @param elsewhere whether it has run in another one
   * @param quick whether it has had a quick run
   */
  record NotRun(String experiment, String environment, boolean elsewhere, boolean quick)
      implements TaskReason {}

  /** An experiment has not run on a kind of host that the policy requires. */
  record NotRunOn(String experiment, String environment, String host) implements TaskReason {}

  /**
   * A run decides.
   *
   * @param host the kind of host, if runs on several decide
   * @param imported whether the run was made elsewhere, and its events were imported
   */
  record ByRun(String experiment, @Nullable String host, boolean imported, RunVerdict run)
      implements TaskReason {}

  /**
   * It is done because somebody accepted it without evidence.
   *
   * @param why the reason given
   * @param otherwise what the evidence says
   */
  record Waived(String why, TaskReason otherwise) implements TaskReason {}

  /** Whether it is about a run whose events were imported. */
  default boolean isImported() {
    return switch (this) {
      case ByRun by -> by.imported;
      case Waived waived -> waived.otherwise.isImported();
      default -> false;
    };
  }

  default Status status() {
    return switch (this) {
      case NoExperiment none -> Status.NONE;
      case HeaderUnusable unusable -> Status.BROKEN;
      case ExperimentGone gone -> Status.STALE;
      case ClaimWithdrawn withdrawn -> Status.SUSPECT;
      case NotRun none -> Status.NONE;
      case NotRunOn none -> Status.NONE;
      case ByRun by -> by.run.status();
      case Waived waived -> Status.WAIVED;
    };
  }
}
