package ledger.site.make;

import java.util.List;
import java.util.Objects;
import ledger.document.Task;
import ledger.document.page.TaskPage;
import ledger.evidence.verdict.Gate;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.words.OutcomePart;
import ledger.evidence.words.ReasonWords;
import ledger.site.compare.Comparisons;
import ledger.site.compare.Trends;
import ledger.site.learned.Findings;
import ledger.site.learned.Headlines;
import ledger.site.learned.HostsAwaited;
import ledger.site.page.Html;
import ledger.site.page.TaskPageModel;
import ledger.site.prose.Inline;
import org.jspecify.annotations.Nullable;

/**
 * What the pages that look across tasks need of one, so that its evidence can be let go.
 *
 * @param imported whether the run that decides was imported
 * @param log the page of the run that broke, if that is the reason
 * @param refuted whether it is done and later evidence speaks against its outcome
 * @param headline the number that its experiment calls its headline
 * @param sentence what its experiment says came of it; null if a claim is about the headline
 * @param since when it came into its state; null if its page does not say
 * @param waits for which hosts
 * @param findings what its evidence has to say
 * @param results its experiments by where they ran
 * @param comparisons its environments against each other
 * @param trends its headlines over runs
 * @param health what its runs report about their hosts
 */
public record TaskFacts(
    Task task,
    Status status,
    String reason,
    boolean imported,
    @Nullable String log,
    boolean refuted,
    TaskPageModel.@Nullable Headline headline,
    @Nullable Html sentence,
    @Nullable String since,
    List<HostsAwaited.Wait> waits,
    List<Findings.PossibleFinding> findings,
    List<ResultsBuilder.ExperimentRuns> results,
    List<Comparisons.Brief> comparisons,
    List<Trends.TrendSeries> trends,
    List<HealthBuilder.Reported> health) {

  /**
   * Takes them from a task's evidence.
   *
   * @param page of the task; null if it has none
   * @param trends its headlines over runs
   * @param subject names of the packages whose versions are shown
   * @param inline marks up text of pages in the site's folder
   */
  public static TaskFacts of(
      Task task,
      @Nullable TaskPage page,
      TaskEvidence evidence,
      Comparisons comparisons,
      List<Trends.TrendSeries> trends,
      List<String> subject,
      Inline inline) {
    TaskPageModel.Headline headline = Headlines.of(evidence, subject).orElse(null);
    return new TaskFacts(
        task,
        evidence.status(),
        ReasonWords.of(evidence),
        evidence.reason().isImported(),
        log(evidence),
        Gate.isRefuted(task, evidence),
        headline,
        headline != null && !headline.bound().isEmpty() ? null : sentence(evidence, inline),
        since(task, page),
        HostsAwaited.of(evidence),
        Findings.of(evidence, subject, inline),
        ResultsBuilder.rows(evidence, subject),
        comparisons.briefs(subject),
        trends,
        HealthBuilder.reports(evidence, subject));
  }

  private static @Nullable Html sentence(TaskEvidence evidence, Inline inline) {
    return evidence.experiments().stream()
        .flatMap(experiment -> experiment.newest().stream().limit(1))
        .flatMap(run -> OutcomePart.clauses(run).stream().limit(1))
        .findFirst()
        .map(clause -> inline.html(Findings.sentence(clause)))
        .orElse(null);
  }

  private static @Nullable String since(Task task, @Nullable TaskPage page) {
    return page == null
        ? null
        : page.history().reversed().stream()
            .filter(step -> step.state().equals(task.state().id()))
            .findFirst()
            .map(step -> step.date().toString())
            .orElse(null);
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
