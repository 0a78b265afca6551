package ledger.cli.results;

import java.util.List;
import java.util.Locale;
import ledger.app.results.TaskVerdict;
import ledger.cli.Console;
import ledger.cli.Styled;
import ledger.cli.Styled.Style;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.words.ReasonWords;
import ledger.text.DisplayWidth;

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
      String id = DisplayWidth.padded(verdict.task().value(), width);
      String status = DisplayWidth.padded(word(verdict.status()), 14);
      console.print(
          Styled.of("  " + id + "  ")
              .and(style(verdict.status()), status)
              .and("  " + ReasonWords.of(verdict.reason())));
    }
  }

  static String word(Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The status in its colour. */
  static Styled colored(Status status) {
    return Styled.of(style(status), word(status));
  }

  public static Style style(Status status) {
    return switch (status) {
      case VERIFIED -> Style.GREEN;
      case FAILED, BROKEN -> Style.RED;
      case INCONCLUSIVE, STALE, SUSPECT, WAIVED, KNOWN_FAILURES -> Style.YELLOW;
      case NOT_APPLICABLE, NONE -> Style.DIM;
    };
  }
}
