package ledger.site.learned;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.TaskEvidence;
import ledger.site.chart.Bounds;
import ledger.site.page.Badge;
import ledger.site.page.MeasuredValue;
import ledger.site.page.SeriesName;
import ledger.site.page.TaskPageModel;

/** The numbers that experiments call their headlines. */
public final class Headlines {
  private Headlines() {}

  /** A task's: that of its first experiment which has one, from the default environment. */
  public static Optional<TaskPageModel.Headline> of(TaskEvidence evidence, List<String> subject) {
    return first(evidence)
        .flatMap(index -> of(evidence.experiments().get(index).newest().getFirst(), subject));
  }

  /** The index of that experiment among those of its task. */
  public static Optional<Integer> first(TaskEvidence evidence) {
    for (int i = 0; i < evidence.experiments().size(); i++) {
      List<RunEvidence> newest = evidence.experiments().get(i).newest();
      if (!newest.isEmpty() && newest.getFirst().headline().isPresent()) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /**
   * A run's; empty if it has measured none.
   *
   * @param subject names of the packages whose versions are shown
   */
  public static Optional<TaskPageModel.Headline> of(RunEvidence run, List<String> subject) {
    return run.headline().map(summary -> of(run, summary, subject));
  }

  private static TaskPageModel.Headline of(
      RunEvidence run, MetricSummary summary, List<String> subject) {
    Optional<Claim> claim = run.headlineClaim().filter(own -> own.speaksOf(summary));
    long ways =
        run.verdict().summaries().stream()
            .filter(other -> other.metric().id().equals(summary.metric().id()))
            .count();
    MeasuredValue value = MeasuredValue.of(summary);
    return new TaskPageModel.Headline(
        summary.metric().title(),
        ways > 1 ? SeriesName.of(summary) : "",
        value.text(),
        value.hasInterval() ? value.interval() : "",
        claim.map(own -> Bounds.text(own, summary.metric().unit())).orElse(""),
        claim.flatMap(own -> answer(run, own)).orElse(null),
        where(run.record(), subject),
        run.record().environment(),
        run.record().started().atZone(ZoneOffset.UTC).toLocalDate().toString());
  }

  private static Optional<Badge> answer(RunEvidence run, Claim claim) {
    return run.verdict().claims().stream()
        .filter(verdict -> verdict.claim().id().equals(claim.id()))
        .findFirst()
        .map(Badge::of);
  }

  /** Such as {@code numpy 2.4.1, linux-x86_64-cpu}. */
  public static String where(RunRecord record, List<String> subject) {
    StringBuilder where = new StringBuilder();
    for (String name : subject) {
      record
          .host()
          .version(name)
          .ifPresent(found -> where.append(name).append(' ').append(found).append(", "));
    }
    return where + record.inputs().hostKind();
  }
}
