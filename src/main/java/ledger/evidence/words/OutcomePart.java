package ledger.evidence.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import ledger.evidence.claim.Interval;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.RunTally;
import ledger.text.Numbers;

/**
 * What one run contributes to an outcome, such as {@code MLX 0.29.4 on linux-x86_64-cpu: 21/21
 * checks; eval over build 352 (321–380) [20261123T231500Z-3fa9c1d2]}.
 *
 * @param pieces names, figures and what is between them, in their order; none has both a figure and
 *     anything else
 */
public record OutcomePart(List<String> pieces) {
  /** What every part begins with. */
  public static final String OPENING = "MLX ";

  public static OutcomePart of(RunEvidence run) {
    RunRecord record = run.record();
    List<String> pieces = new ArrayList<>();
    pieces.add(OPENING);
    pieces.add(record.host().packages().getOrDefault("mlx", "unknown"));
    pieces.addAll(List.of(" on ", record.inputs().hostKind(), ": "));
    pieces.addAll(ReasonWords.pieces(RunTally.of(record, run.verdict().claims())));
    run.headline().ifPresent(headline -> headline(pieces, run, headline));
    pieces.addAll(List.of(" [", record.run(), "]"));
    return new OutcomePart(List.copyOf(pieces));
  }

  /** Name, what its claim narrows it to, median, interval if there is one, unit. */
  private static void headline(List<String> pieces, RunEvidence run, MetricSummary summary) {
    pieces.add("; ");
    pieces.add(summary.metric().id().replace('_', ' '));
    run.headlineClaim()
        .ifPresent(
            claim -> claim.where().forEach((name, value) -> pieces.add(" " + name + "=" + value)));
    pieces.addAll(List.of(" ", Numbers.brief(summary.median())));
    Interval interval = summary.interval();
    if (interval.hasWidth()) {
      pieces.addAll(
          List.of(" (", Numbers.brief(interval.low()), "–", Numbers.brief(interval.high()), ")"));
    }
    if (!summary.metric().unit().equals("1")) {
      pieces.addAll(List.of(" ", summary.metric().unit()));
    }
  }

  public String text() {
    return String.join("", pieces);
  }

  /** Every median and end of an interval of a run, as an outcome would write it. */
  public static Set<String> figures(RunEvidence run) {
    Set<String> figures = new TreeSet<>();
    for (MetricSummary summary : run.verdict().summaries()) {
      figures.add(Numbers.brief(summary.median()));
      figures.add(Numbers.brief(summary.interval().low()));
      figures.add(Numbers.brief(summary.interval().high()));
    }
    return figures;
  }
}
