package ledger.app.site;

import java.util.List;
import ledger.app.results.TaskVerdict;
import ledger.evidence.record.Exit;
import ledger.evidence.record.RunRecord;
import ledger.site.SiteReport;
import org.jspecify.annotations.Nullable;

/**
 * What came of publishing.
 *
 * @param runs the records of what ran
 * @param verdicts of every task, in the ledger's order
 * @param site what the build did; null if the ledger has errors, and nothing was run or built
 */
public record PublishResult(
    List<RunRecord> runs, List<TaskVerdict> verdicts, @Nullable SiteReport site) {
  static final PublishResult ERRORS = new PublishResult(List.of(), List.of(), null);

  /** Whether the ledger has no errors and every experiment ran to its end. */
  public boolean complete() {
    return site != null && runs.stream().allMatch(run -> run.exit().kind() == Exit.Kind.COMPLETED);
  }
}
