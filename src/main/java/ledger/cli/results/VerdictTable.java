package ledger.cli.results;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ledger.cli.Console;
import ledger.cli.Json;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.evidence.verdict.ClaimVerdict;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.words.ReasonWords;
import org.jspecify.annotations.Nullable;

/** Verdicts as a table and as JSON. */
public final class VerdictTable {
  private VerdictTable() {}

  /** A task's line. */
  public record Line(Status status, String reason) {
    public static Line of(TaskEvidence evidence) {
      return new Line(evidence.status(), ReasonWords.of(evidence));
    }
  }

  static void print(Console console, Ledger ledger, Map<TaskId, TaskEvidence> evidence) {
    Map<TaskId, Line> lines = new HashMap<>();
    evidence.forEach((id, known) -> lines.put(id, Line.of(known)));
    printLines(console, ledger, lines);
  }

  public static void printLines(Console console, Ledger ledger, Map<TaskId, Line> lines) {
    int width = lines.keySet().stream().mapToInt(id -> id.value().length()).max().orElse(0);
    for (Task task : ledger.tasks()) {
      Line known = lines.get(task.id());
      if (known != null) {
        String status = String.format("%-14s", word(known.status()));
        String id = String.format("%-" + width + "s", task.id().value());
        console.print(
            "  "
                + id
                + "  "
                + console.paint(style(known.status()), status)
                + "  "
                + known.reason());
      }
    }
  }

  static String word(Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Console.Style style(Status status) {
    return switch (status) {
      case VERIFIED -> Console.Style.GREEN;
      case FAILED, BROKEN -> Console.Style.RED;
      case INCONCLUSIVE, STALE, SUSPECT, WAIVED -> Console.Style.YELLOW;
      case NOT_APPLICABLE, NONE -> Console.Style.DIM;
    };
  }

  static Map<String, @Nullable Object> json(Map<TaskId, TaskEvidence> evidence) {
    List<Object> tasks = new java.util.ArrayList<>();
    evidence.forEach((id, known) -> tasks.add(json(known)));
    return Json.object("schema", "ledger-results/1", "tasks", tasks);
  }

  private static Map<String, @Nullable Object> json(TaskEvidence evidence) {
    List<Object> runs = new java.util.ArrayList<>();
    for (ExperimentEvidence experiment : evidence.experiments()) {
      experiment.newest().forEach(run -> runs.add(json(run)));
      experiment.older().forEach(run -> runs.add(json(run)));
    }
    return Json.object(
        "id",
        evidence.task().value(),
        "status",
        word(evidence.status()),
        "reason",
        ReasonWords.of(evidence),
        "runs",
        runs);
  }

  private static Map<String, @Nullable Object> json(RunEvidence run) {
    long passed = run.record().checks().stream().filter(check -> check.ok()).count();
    return Json.object(
        "run", run.record().run(),
        "experiment", run.record().experiment(),
        "environment", run.record().environment(),
        "quick", run.record().quick(),
        "imported", run.record().imported() != null,
        "host", run.record().inputs().hostKind(),
        "started", run.record().started().toString(),
        "status", word(run.verdict().status()),
        "reason", ReasonWords.of(run.verdict()),
        "claims", run.verdict().claims().stream().map(VerdictTable::claim).toList(),
        "checks", Json.object("passed", passed, "failed", run.record().checks().size() - passed));
  }

  private static Map<String, @Nullable Object> claim(ClaimVerdict claim) {
    return Json.object(
        "id", claim.claim().id(),
        "text", claim.claim().text(),
        "answer", claim.answer().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        "reason", ReasonWords.of(claim));
  }
}
