package ledger.app.runs;

import java.time.Instant;
import java.util.List;
import ledger.app.results.VerifyRequest;
import ledger.app.results.VerifyResult;
import ledger.document.TaskId;
import ledger.experiment.run.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * A verification as it is at a moment.
 *
 * @param handle its name as long as the process lives
 * @param tasks that were asked for; empty for all
 * @param asked when somebody asked for it
 * @param ended when it ended; null while it has not
 * @param version counts what happened to it
 * @param holder the other process that verifies, while this one waits for it
 * @param latest what was heard last; null before the first experiment begins
 * @param log the last lines of what the experiment that ran last wrote
 * @param result null unless it is completed
 * @param failure why there is none, one of the exceptions in which a call of {@link ledger.app.App}
 *     may end; null unless it failed
 */
public record RunState(
    String handle,
    VerifyRequest request,
    List<TaskId> tasks,
    RunPhase phase,
    Instant asked,
    @Nullable Instant ended,
    long version,
    @Nullable String holder,
    @Nullable RunEvent latest,
    List<String> log,
    @Nullable VerifyResult result,
    @Nullable Exception failure) {
  /** Whether it is about a task, and not ended yet. */
  public boolean concerns(TaskId task) {
    return !phase.ended() && (tasks.isEmpty() || tasks.contains(task));
  }
}
