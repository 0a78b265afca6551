package ledger.site.make;

import java.util.List;
import ledger.document.Task;
import ledger.evidence.verdict.Gate;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.words.ReasonWords;
import ledger.site.SiteInput;
import ledger.site.write.SearchIndex;
import ledger.site.write.Syndication;
import org.jspecify.annotations.Nullable;

/**
 * What the pages that look across tasks need of one, so that its evidence can be let go.
 *
 * @param refuted whether it is done and later evidence speaks against its outcome
 * @param headline the number that its experiment calls its headline
 * @param results its experiments by where they ran
 * @param comparisons its environments against each other
 * @param health what its runs report about their hosts
 * @param changes of its state and its verdicts, newest first
 * @param searched its line in the search index
 */
public record TaskFacts(
    Task task,
    Status status,
    String reason,
    boolean refuted,
    @Nullable String headline,
    List<Matrix.Row> results,
    List<Comparisons.Brief> comparisons,
    List<HealthBuilder.Reported> health,
    List<Syndication.Entry> changes,
    String searched) {

  static TaskFacts of(SiteInput input, Task task, TaskEvidence evidence, Comparisons comparisons) {
    return new TaskFacts(
        task,
        evidence.status(),
        ReasonWords.of(evidence),
        Gate.isRefuted(task, evidence),
        BoardBuilder.headline(evidence),
        Matrix.rows(evidence),
        comparisons.briefs(),
        HealthBuilder.reports(evidence),
        Syndication.changes(input, task, evidence),
        SearchIndex.line(input, task, evidence));
  }
}
