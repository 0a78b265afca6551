package ledger.cli.results;

import java.util.List;
import java.util.Locale;
import ledger.app.results.TaskVerdict;
import ledger.cli.Console;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.words.ReasonWords;

/** Verdicts as a table, a line for each task. */
public final class VerdictTable {
  private VerdictTable() {}

  static void print(Console console, List<TaskEvidence> evidence) {
    printVerdicts(console, evidence.stream().map(TaskVerdict::of).toList());
  }

  public static void printVerdicts(Console console, List<TaskVerdict> verdicts) {
    int width =
        verdicts.stream().mapToInt(verdict -> verdict.task().value().length()).max().orElse(0);
    for (TaskVerdict verdict : verdicts) {
      String id = String.format("%-" + width + "s", verdict.task().value());
      String status = String.format("%-14s", word(verdict.status()));
      console.print(
          "  "
              + id
              + "  "
              + console.paint(style(verdict.status()), status)
              + "  "
              + ReasonWords.of(verdict.reason()));
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
