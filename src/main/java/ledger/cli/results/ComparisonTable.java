package ledger.cli.results;

import java.util.List;
import java.util.Locale;
import ledger.app.results.ExperimentComparison;
import ledger.cli.Console;
import ledger.cli.Styled;
import ledger.cli.Styled.Style;
import ledger.evidence.compare.ComparedSeries;
import ledger.evidence.compare.Difference;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.ClaimChange;
import ledger.evidence.words.ComparisonWords;
import ledger.text.DisplayWidth;
import ledger.text.Numbers;
import ledger.text.Visible;

/** Comparisons as tables, one for each experiment. */
final class ComparisonTable {
  private ComparisonTable() {}

  static void print(Console console, List<ExperimentComparison> experiments) {
    for (ExperimentComparison compared : experiments) {
      RunRecord any = compared.first().getFirst();
      console.print("");
      console.print(
          Styled.of(Style.BOLD, any.task() + " " + any.title())
              .and("  " + side(compared.first()) + " → " + side(compared.second())));
      compared.claims().forEach(claim -> console.print(claim(claim)));
      printRows(console, compared.rows());
    }
  }

  private static Styled claim(ClaimChange claim) {
    return Styled.of("  ")
        .and(Style.YELLOW, DisplayWidth.padded("claim", 14))
        .and(
            "  %s: %s → %s%s, %s"
                .formatted(
                    claim.id(),
                    ComparisonWords.of(claim.first()),
                    ComparisonWords.of(claim.second()),
                    claim.known() ? " (known failure)" : "",
                    Visible.line(claim.text())));
  }

  private static String side(List<RunRecord> runs) {
    RunRecord any = runs.getFirst();
    String count = runs.size() == 1 ? "1 run" : runs.size() + " runs";
    return any.environment() + " on " + any.inputs().hostKind() + " (" + count + ")";
  }

  private static void printRows(Console console, List<ComparedSeries> rows) {
    int width = rows.stream().mapToInt(row -> DisplayWidth.of(name(row))).max().orElse(0);
    for (ComparedSeries row : rows.stream().sorted(ComparedSeries.MOST_TELLING).toList()) {
      String answer = DisplayWidth.padded(word(row.answer()) + (row.unconfirmed() ? "?" : ""), 14);
      console.print(
          Styled.of("  ")
              .and(style(row.answer()), answer)
              .and("  " + DisplayWidth.padded(name(row), width) + "  ")
              .and(
                  MeasuredWords.change(row)
                      + shift(row)
                      + "; "
                      + ComparisonWords.of(row.reason())));
    }
  }

  static String name(ComparedSeries row) {
    StringBuilder name = new StringBuilder(row.metric().id());
    row.parameters()
        .forEach((key, value) -> name.append(' ').append(key).append('=').append(value));
    if (row.arm() != null) {
      name.append(' ').append(row.arm());
    }
    return Visible.line(name.toString());
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

  static String amount(ComparedSeries row, double value) {
    return row.relative()
        ? String.format(Locale.ROOT, "%+.1f %%", value * 100)
        : (value < 0 ? "" : "+") + Numbers.brief(value);
  }

  static String word(Difference answer) {
    return answer.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static Style style(Difference answer) {
    return switch (answer) {
      case BETTER -> Style.GREEN;
      case WORSE -> Style.RED;
      case DIFFERENT -> Style.YELLOW;
      case SAME, NOT_TOLD_APART -> Style.DIM;
    };
  }
}
