package ledger.app.session;

import java.time.Duration;
import java.util.List;
import ledger.experiment.run.PlannedRun;
import ledger.experiment.run.RunEvent;
import ledger.git.history.HistoryGap;
import ledger.text.Problem;
import ledger.workspace.StoreNotice;

/** What a use case reports while it works, as data; a surface puts it into words. */
public sealed interface Notice {
  /** What the locked writes of a workspace report. */
  record FromStore(StoreNotice notice) implements Notice {}

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

  /**
   * What a verification is about to run.
   *
   * @param most how long it can take, by the limits of the experiments, without the set-up of
   *     environments
   */
  record RunsAhead(int runs, List<String> environments, Duration most) implements Notice {}

  /** An experiment is run now. */
  record RunStarts(PlannedRun run) implements Notice {}

  /** An experiment is not run. */
  record RunSkipped(PlannedRun run) implements Notice {}

  /** How far the running experiment is. */
  record RunGoesOn(RunEvent event) implements Notice {}

  /** A part of git's history cannot be read; the use case does without. */
  record HistoryUnseen(HistoryGap gap, Unseen what) implements Notice {}
}
