package ledger.cli.results;

import ledger.cli.Console;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.record.Check;
import ledger.evidence.verdict.RunEvidence;
import ledger.text.Numbers;

/** Prints runs for a reader. */
final class RunText {
  private RunText() {}

  /** A run with its claims, checks and metrics. */
  static void print(Console console, RunEvidence run) {
    console.print(
        "  "
            + run.record().run()
            + "  "
            + run.record().environment()
            + "  "
            + run.record().inputs().hostKind()
            + "  "
            + console.paint(
                VerdictTable.style(run.verdict().status()),
                VerdictTable.word(run.verdict().status())));
    run.verdict()
        .claims()
        .forEach(
            claim ->
                row(
                    console,
                    claim.answer().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                    claim.claim().text() + ": " + claim.reason()));
    for (Check check : run.record().checks()) {
      row(
          console,
          check.ok() ? "pass" : "fail",
          check.id() + " " + check.title() + (check.control() ? " (negative control)" : ""));
    }
    run.record()
        .notApplicable()
        .forEach(lack -> row(console, "not applicable", lack.what() + ": " + lack.why()));
    run.verdict().summaries().forEach(summary -> metric(console, summary));
  }

  private static void metric(Console console, MetricSummary summary) {
    StringBuilder name = new StringBuilder(summary.metric().title());
    summary
        .parameters()
        .forEach((key, value) -> name.append(", ").append(key).append('=').append(value));
    if (summary.arm() != null) {
      name.append(", ").append(summary.arm());
    }
    String interval =
        summary.low() <= summary.high()
            ? " (" + Numbers.brief(summary.low()) + " to " + Numbers.brief(summary.high()) + ")"
            : "";
    row(
        console,
        Numbers.brief(summary.median()) + interval + " " + summary.metric().unit(),
        name + ", " + summary.count() + " samples");
  }

  private static void row(Console console, String left, String right) {
    console.print("    " + String.format("%-14s", left) + "  " + right);
  }
}
