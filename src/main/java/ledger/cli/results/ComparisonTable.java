package ledger.cli.results;

import java.util.List;
import java.util.Locale;
import ledger.app.results.ExperimentComparison;
import ledger.cli.Console;
import ledger.evidence.compare.ComparedSeries;
import ledger.evidence.compare.Difference;
import ledger.evidence.record.RunRecord;
import ledger.evidence.words.ComparisonWords;
import ledger.text.Numbers;

/** Comparisons as tables, one for each experiment. */
final class ComparisonTable {
  private ComparisonTable() {}

  static void print(Console console, List<ExperimentComparison> experiments) {
    for (ExperimentComparison compared : experiments) {
      RunRecord any = compared.first().getFirst();
      console.print("");
      console.print(
          console.paint(Console.Style.BOLD, any.task() + " " + any.title())
              + "  "
              + side(compared.first())
              + " → "
              + side(compared.second()));
      printRows(console, compared.rows());
    }
  }

  private static String side(List<RunRecord> runs) {
    RunRecord any = runs.getFirst();
    String count = runs.size() == 1 ? "1 run" : runs.size() + " runs";
    return any.environment() + " on " + any.inputs().hostKind() + " (" + count + ")";
  }

  private static void printRows(Console console, List<ComparedSeries> rows) {
    int width = rows.stream().mapToInt(row -> name(row).length()).max().orElse(0);
    for (ComparedSeries row : rows) {
      String answer = String.format("%-14s", word(row.answer()) + (row.unconfirmed() ? "?" : ""));
      console.print(
          "  "
              + console.paint(style(row.answer()), answer)
              + "  "
              + String.format("%-" + Math.max(1, width) + "s", name(row))
              + "  "
              + Numbers.brief(row.first())
              + " → "
              + Numbers.brief(row.second())
              + " "
              + row.metric().unit()
              + shift(row)
              + "; "
              + ComparisonWords.of(row.reason()));
    }
  }

  private static String name(ComparedSeries row) {
    StringBuilder name = new StringBuilder(row.metric().id());
    row.parameters()
        .forEach((key, value) -> name.append(' ').append(key).append('=').append(value));
    return row.arm() == null ? name.toString() : name.append(' ').append(row.arm()).toString();
  }

  private static String shift(ComparedSeries row) {
    if (Double.isNaN(row.shift())) {
      return "";
    }
    String interval =
        !row.interval().exists()
            ? ""
            : " ("
                + amount(row, row.interval().low())
                + " to "
                + amount(row, row.interval().high())
                + ")";
    String noise =
        ", noise "
            + (row.freedom() > 0 ? "" : "taken as ")
            + (row.relative()
                ? Numbers.brief(row.noise() * 100) + " %"
                : Numbers.brief(row.noise()));
    return ", " + amount(row, row.shift()) + interval + noise;
  }

  private static String amount(ComparedSeries row, double value) {
    return row.relative()
        ? "%+.1f %%".formatted(value * 100)
        : (value < 0 ? "" : "+") + Numbers.brief(value);
  }

  private static String word(Difference answer) {
    return answer.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Console.Style style(Difference answer) {
    return switch (answer) {
      case BETTER -> Console.Style.GREEN;
      case WORSE -> Console.Style.RED;
      case DIFFERENT -> Console.Style.YELLOW;
      case SAME, NOT_TOLD_APART -> Console.Style.DIM;
    };
  }
}
