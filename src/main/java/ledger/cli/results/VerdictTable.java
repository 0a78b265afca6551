package ledger.cli.results;

import java.util.List;
import java.util.Locale;
import ledger.cli.Console;
import ledger.document.TaskId;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.words.ReasonWords;

/** Verdicts as a table, a line for each task. */
public final class VerdictTable {
  private VerdictTable() {}

  /** What is known about a task. */
  public record VerdictLine(TaskId task, Status status, String reason) {
    public static VerdictLine of(TaskEvidence evidence) {
      return new VerdictLine(evidence.task(), evidence.status(), ReasonWords.of(evidence));
    }
  }

  static void print(Console console, List<TaskEvidence> evidence) {
    printLines(console, evidence.stream().map(VerdictLine::of).toList());
  }

  public static void printLines(Console console, List<VerdictLine> lines) {
    int width = lines.stream().mapToInt(line -> line.task.value().length()).max().orElse(0);
    for (VerdictLine line : lines) {
      String id = String.format("%-" + width + "s", line.task.value());
      String status = String.format("%-14s", word(line.status));
      console.print(
          "  " + id + "  " + console.paint(style(line.status), status) + "  " + line.reason);
    }
  }

  static String word(Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The status in its colour. */
  static String painted(Console console, Status status) {
    return console.paint(style(status), word(status));
  }

  private static Console.Style style(Status status) {
    return switch (status) {
      case VERIFIED -> Console.Style.GREEN;
      case FAILED, BROKEN -> Console.Style.RED;
      case INCONCLUSIVE, STALE, SUSPECT, WAIVED -> Console.Style.YELLOW;
      case NOT_APPLICABLE, NONE -> Console.Style.DIM;
    };
  }
}
