package ledger.evidence.verdict;

import org.jspecify.annotations.Nullable;

/** Why a task has its status. The status follows from the reason. */
public sealed interface TaskReason {
  /** No experiment is linked to it. */
  record NoExperiment() implements TaskReason {}

  /** It has runs of an experiment that is gone. */
  record ExperimentGone(String experiment) implements TaskReason {}

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
   */
  record ByRun(String experiment, @Nullable String host, RunVerdict run) implements TaskReason {}

  /**
   * It is done because somebody accepted it without evidence.
   *
   * @param why the reason given
   * @param otherwise what the evidence says
   */
  record Waived(String why, TaskReason otherwise) implements TaskReason {}

  default Status status() {
    return switch (this) {
      case NoExperiment none -> Status.NONE;
      case ExperimentGone gone -> Status.STALE;
      case NotRun none -> Status.NONE;
      case NotRunOn none -> Status.NONE;
      case ByRun by -> by.run.status();
      case Waived waived -> Status.WAIVED;
    };
  }
}
