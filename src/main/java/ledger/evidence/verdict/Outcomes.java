package ledger.evidence.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.record.RunRecord;
import ledger.text.Numbers;

/** Composes one line for a table's cell from evidence. */
public final class Outcomes {
  private Outcomes() {}

  /**
   * Such as {@code MLX 0.29.4 on linux-x86_64-cpu: 21/21 checks, 3/3 claims; eval over build 352
   * (321–380) [20261123T231500Z-3fa9c1d2]}, one part an experiment. What is not verified says so
   * first. No pipe and no line end; nothing else is escaped.
   */
  public static String compose(TaskEvidence evidence) {
    List<String> parts = new ArrayList<>();
    for (ExperimentEvidence experiment : evidence.experiments()) {
      if (!experiment.newest().isEmpty()) {
        parts.add(part(experiment.newest().getFirst()));
      }
    }
    String text = parts.isEmpty() ? evidence.reason() : String.join("; ", parts);
    if (evidence.status() != Status.VERIFIED) {
      String status = evidence.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      String why = parts.isEmpty() ? "" : " (" + evidence.reason() + ")";
      text = status + why + ": " + text;
    }
    return text.replace('|', '/').replaceAll("\\s+", " ").strip();
  }

  /** What one run contributes to an outcome. */
  public static String part(RunEvidence run) {
    RunRecord record = run.record();
    String mlx = record.host().packages().get("mlx");
    StringBuilder out = new StringBuilder(mlx == null ? "MLX unknown" : "MLX " + mlx);
    out.append(" on ").append(record.inputs().hostKind()).append(": ");
    out.append(Tally.of(record, run.verdict().claims()).text());
    run.headline().ifPresent(headline -> out.append("; ").append(figure(run, headline)));
    return out.append(" [").append(record.run()).append(']').toString();
  }

  /** Every median and end of an interval of a run, as an outcome would write it. */
  public static Set<String> figures(RunEvidence run) {
    Set<String> figures = new TreeSet<>();
    for (MetricSummary summary : run.verdict().summaries()) {
      figures.add(Numbers.brief(summary.median()));
      figures.add(Numbers.brief(summary.low()));
      figures.add(Numbers.brief(summary.high()));
    }
    return figures;
  }

  /**
   * {@code eval over build 352 (321–380)}: name, what its claim narrows it to, median, interval if
   * there is one, unit.
   */
  private static String figure(RunEvidence run, MetricSummary summary) {
    StringBuilder out = new StringBuilder(summary.metric().id().replace('_', ' '));
    run.headlineClaim()
        .ifPresent(claim -> claim.where().forEach((k, v) -> out.append(" " + k + "=" + v)));
    out.append(' ').append(Numbers.brief(summary.median()));
    if (summary.low() < summary.high()) {
      out.append(" (").append(Numbers.brief(summary.low()));
      out.append("–").append(Numbers.brief(summary.high())).append(')');
    }
    String unit = summary.metric().unit();
    return unit.equals("1") ? out.toString() : out.append(' ').append(unit).toString();
  }
}
