package ledger.site.make;

import java.util.List;
import java.util.Objects;
import ledger.document.Task;
import ledger.evidence.verdict.Gate;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.words.ReasonWords;
import ledger.site.compare.Comparisons;
import org.jspecify.annotations.Nullable;

/**
 * What the pages that look across tasks need of one, so that its evidence can be let go.
 *
 * @param imported whether the run that decides was imported
 * @param log the page of the run that broke, if that is the reason
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
    boolean imported,
    @Nullable String log,
    boolean refuted,
    @Nullable String headline,
    List<ResultsBuilder.ExperimentRuns> results,
    List<Comparisons.Brief> comparisons,
    List<HealthBuilder.Reported> health) {

  /**
   * Takes them from a task's evidence.
   *
   * @param subject names of the packages whose versions are shown
   */
  public static TaskFacts of(
      Task task, TaskEvidence evidence, Comparisons comparisons, List<String> subject) {
    return new TaskFacts(
        task,
        evidence.status(),
        ReasonWords.of(evidence),
        evidence.reason().isImported(),
        log(evidence),
        Gate.isRefuted(task, evidence),
        BoardBuilder.headline(evidence),
        ResultsBuilder.rows(evidence, subject),
        comparisons.briefs(subject),
        HealthBuilder.reports(evidence, subject));
  }

  private static @Nullable String log(TaskEvidence evidence) {
    return evidence.experiments().stream()
        .flatMap(experiment -> experiment.newest().stream())
        .filter(run -> evidence.status() == Status.BROKEN)
        .filter(run -> run.verdict().status() == Status.BROKEN)
        .map(run -> RunPages.href(run.record(), ""))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
