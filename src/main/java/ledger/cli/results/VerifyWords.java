package ledger.cli.results;

import ledger.app.results.PlanWords;
import ledger.cli.Console;
import ledger.cli.RunWords;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.words.ReasonWords;
import ledger.experiment.run.PlannedRun;

/** What a verification would do, and what quick runs suggest, a line each. */
final class VerifyWords {
  private VerifyWords() {}

  static String plan(PlannedRun run) {
    String what = run.run() ? "would run: " : "would not run: ";
    return "  " + RunWords.name(run) + " " + what + PlanWords.of(run);
  }

  static String firstLook(Console console, RunEvidence look) {
    RunRecord run = look.record();
    return "  %s  %s in %s would be %s, if it were not quick: %s"
        .formatted(
            run.task(),
            run.experiment(),
            run.environment(),
            VerdictTable.painted(console, look.verdict().status()),
            ReasonWords.of(look.verdict()));
  }
}
