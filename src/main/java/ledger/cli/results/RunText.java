package ledger.cli.results;

import java.util.Locale;
import ledger.cli.Console;
import ledger.cli.Styled;
import ledger.cli.Styled.Style;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.record.Check;
import ledger.evidence.record.Exit;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.RunVerdict;
import ledger.evidence.words.ReasonWords;
import ledger.text.DisplayWidth;
import ledger.text.Numbers;

/** Prints runs for a reader. */
final class RunText {
  private RunText() {}

  /** An experiment with its newest runs, and a line for each older one. */
  static void print(Console console, ExperimentEvidence experiment) {
    console.print("");
    console.print(Styled.of(Style.BOLD, experiment.title()).and("  " + experiment.script()));
    for (RunEvidence run : experiment.newest()) {
      print(console, run.record(), run.verdict());
      if (run.record().exit().kind() != Exit.Kind.COMPLETED) {
        row(console, "broken", run.record().exit().detail());
        row(console, "log", "'ledger results show " + run.record().run() + "' prints it");
      }
    }
    for (RunEvidence old : experiment.older()) {
      RunRecord run = old.record();
      String status = run.quick() ? "quick" : VerdictTable.word(old.verdict().status());
      String imported = run.imported() == null ? "" : "  imported";
      console.print("  older: " + run.run() + "  " + run.environment() + imported + "  " + status);
    }
  }

  /** A run with its claims, checks and metrics. */
  static void print(Console console, RunRecord run, RunVerdict verdict) {
    console.print(
        Styled.of(
                "  " + run.run() + "  " + run.environment() + "  " + run.inputs().hostKind() + "  ")
            .and(run.imported() == null ? "" : "imported  ")
            .and(VerdictTable.colored(verdict.status())));
    verdict
        .claims()
        .forEach(
            claim ->
                row(
                    console,
                    claim.answer().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    claim.claim().text() + ": " + ReasonWords.of(claim)));
    for (Check check : run.checks()) {
      row(
          console,
          check.ok() ? "pass" : "fail",
          check.id() + " " + check.title() + (check.control() ? " (negative control)" : ""));
    }
    run.notApplicable()
        .forEach(lack -> row(console, "not applicable", lack.what() + ": " + lack.why()));
    verdict.summaries().forEach(summary -> metric(console, summary));
  }

  private static void metric(Console console, MetricSummary summary) {
    StringBuilder name = new StringBuilder(summary.metric().title());
    summary
        .parameters()
        .forEach((key, value) -> name.append(", ").append(key).append('=').append(value));
    if (summary.arm() != null) {
      name.append(", ").append(summary.arm());
    }
    row(
        console,
        MeasuredWords.value(summary),
        name + ", " + Numbers.count(summary.count(), "sample", "samples"));
  }

  /** A value with its name before it. */
  static void row(Console console, String left, String right) {
    console.print("    " + DisplayWidth.padded(left, 14) + "  " + right);
  }
}
