package ledger.site.make;

import java.util.List;
import ledger.document.Task;
import ledger.evidence.verdict.Gate;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.words.ReasonWords;
import org.jspecify.annotations.Nullable;

/**
 * What the pages that look across tasks need of one, so that its evidence can be let go.
 *
 * @param refuted whether it is done and later evidence speaks against its outcome
 * @param headline the number that its experiment calls its headline
 * @param results its experiments by where they ran
 * @param comparisons its environments against each other
 * @param health what its runs report about their hosts
 */
public record TaskFacts(
    Task task,
    Status status,
    String reason,
    boolean refuted,
    @Nullable String headline,
    List<ResultsBuilder.ExperimentRuns> results,
    List<Comparisons.Brief> comparisons,
    List<HealthBuilder.Reported> health) {

  public static TaskFacts of(Task task, TaskEvidence evidence, Comparisons comparisons) {
    return new TaskFacts(
        task,
        evidence.status(),
        ReasonWords.of(evidence),
        Gate.isRefuted(task, evidence),
        BoardBuilder.headline(evidence),
        ResultsBuilder.rows(evidence),
        comparisons.briefs(),
        HealthBuilder.reports(evidence));
  }
}
