package ledger.cli.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ledger.app.results.ExperimentComparison;
import ledger.cli.Console;
import ledger.cli.Json;
import ledger.evidence.record.Check;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.ClaimAnswer;
import ledger.evidence.verdict.ClaimChange;
import ledger.evidence.verdict.ClaimVerdict;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.words.ComparisonFields;
import ledger.evidence.words.ReasonWords;
import org.jspecify.annotations.Nullable;

/** Evidence and comparisons as JSON. */
final class ResultsJson {
  private ResultsJson() {}

  static void print(Console console, List<TaskEvidence> evidence) {
    console.text(
        Json.write(
            Json.object(
                "schema",
                "ledger-results/1",
                "tasks",
                evidence.stream().map(ResultsJson::task).toList())));
  }

  static void printComparisons(Console console, List<ExperimentComparison> experiments) {
    console.text(
        Json.write(
            Json.object(
                "schema",
                "ledger-compare/1",
                "experiments",
                experiments.stream().map(ResultsJson::comparison).toList())));
  }

  private static Map<String, @Nullable Object> task(TaskEvidence evidence) {
    List<Object> runs = new ArrayList<>();
    for (ExperimentEvidence experiment : evidence.experiments()) {
      experiment.newest().forEach(run -> runs.add(run(run)));
      experiment.older().forEach(run -> runs.add(run(run)));
    }
    return Json.object(
        "id",
        evidence.task().value(),
        "status",
        VerdictTable.word(evidence.status()),
        "reason",
        ReasonWords.of(evidence),
        "runs",
        runs);
  }

  private static Map<String, @Nullable Object> run(RunEvidence run) {
    long passed = run.record().checks().stream().filter(Check::ok).count();
    return Json.object(
        "run", run.record().run(),
        "experiment", run.record().experiment(),
        "environment", run.record().environment(),
        "quick", run.record().quick(),
        "imported", run.record().imported() != null,
        "host", run.record().inputs().hostKind(),
        "started", run.record().started().toString(),
        "status", VerdictTable.word(run.verdict().status()),
        "reason", ReasonWords.of(run.verdict()),
        "claims", run.verdict().claims().stream().map(ResultsJson::claim).toList(),
        "checks", Json.object("passed", passed, "failed", run.record().checks().size() - passed));
  }

  private static Map<String, @Nullable Object> claim(ClaimVerdict claim) {
    return Json.object(
        "id", claim.claim().id(),
        "text", claim.claim().text(),
        "answer", answer(claim.answer()),
        "reason", ReasonWords.of(claim));
  }

  private static Map<String, @Nullable Object> change(ClaimChange change) {
    return Json.object(
        "id", change.id(),
        "text", change.text(),
        "first", answer(change.first()),
        "second", answer(change.second()),
        "known", change.known());
  }

  private static String answer(ClaimAnswer answer) {
    return answer.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Map<String, @Nullable Object> comparison(ExperimentComparison compared) {
    return Json.object(
        "id", compared.task().value(),
        "experiment", compared.experiment(),
        "first", compared.first().stream().map(RunRecord::run).toList(),
        "second", compared.second().stream().map(RunRecord::run).toList(),
        "claims", compared.claims().stream().map(ResultsJson::change).toList(),
        "metrics", compared.rows().stream().map(ComparisonFields::of).toList());
  }
}
