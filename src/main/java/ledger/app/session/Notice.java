package ledger.app.session;

import java.nio.file.Path;
import java.time.Duration;
import ledger.document.TaskId;
import ledger.experiment.run.PlannedRun;
import ledger.experiment.run.RunEvent;
import ledger.text.Problem;

/** What a use case reports while it works, as data; a surface puts it into words. */
public sealed interface Notice {
  /** Another command holds the workspace's lock; this one waits for it. */
  record WaitingForLock() implements Notice {}

  /** An earlier command was interrupted; what it had begun to write has been completed. */
  record Recovered(String command) implements Notice {}

  /**
   * Another verification runs in this workspace; this one waits for its end.
   *
   * @param holder which process, and since when
   * @param patience how long at most
   */
  record WaitingForVerify(String holder, Duration patience) implements Notice {}

  /**
   * The last verification was cut off with its host, and left no record.
   *
   * @param what it was running
   */
  record VerifyCutOff(String what) implements Notice {}

  /** Something in the ledger is wrong, or may be. */
  record ProblemFound(Problem problem) implements Notice {}

  /** An experiment's header names a task that the ledger does not have. */
  record UnknownTask(Path script, TaskId task) implements Notice {}

  /** An experiment is run now. */
  record RunStarts(PlannedRun run) implements Notice {}

  /** An experiment is not run. */
  record RunSkipped(PlannedRun run) implements Notice {}

  /** How far the running experiment is. */
  record RunGoesOn(RunEvent event) implements Notice {}

  /** The clone lacks older commits, and so do the histories that are read from git. */
  record ShallowHistory() implements Notice {}
}
