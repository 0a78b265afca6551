package ledger.cli.results;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import ledger.app.results.CompareResult;
import ledger.app.results.ExperimentComparison;
import ledger.cli.Console;
import ledger.cli.Styled;
import ledger.cli.Styled.Style;
import ledger.evidence.compare.ComparedSeries;
import ledger.evidence.compare.Difference;
import ledger.evidence.compare.MetricChange;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.ClaimChange;
import ledger.evidence.words.ComparisonWords;
import ledger.text.DisplayWidth;
import ledger.text.Numbers;
import ledger.text.Visible;

/** A comparison on one screen: what a reader wants to know first, and how much more there is. */
final class ComparisonSummary {
  /** Lines of each part; together with headings and counts, a screen of 40. */
  private static final int MOST_CLAIMS = 5;

  private static final int MOST_CONFIRMED = 7;
  private static final int MOST_UNCONFIRMED = 8;
  private static final int INDENT = 2;

  private final Console console;
  private final CompareResult result;
  private final List<MetricChange> changes;

  private ComparisonSummary(Console console, CompareResult result) {
    this.console = console;
    this.result = result;
    this.changes = result.changes();
  }

  static void print(Console console, CompareResult result) {
    new ComparisonSummary(console, result).print();
  }

  private void print() {
    console.print(Styled.of(Style.BOLD, versions()));
    console.print(
        Visible.line(
            side(ExperimentComparison::first) + " → " + side(ExperimentComparison::second)));
    claims();
    part("Better", Style.GREEN, MOST_CONFIRMED, confirmed(Difference.BETTER));
    part("Worse", Style.RED, MOST_CONFIRMED, confirmed(Difference.WORSE));
    part("Different", Style.YELLOW, MOST_CONFIRMED, confirmed(Difference.DIFFERENT));
    part(
        "Seen in too few runs to rely on",
        Style.YELLOW,
        MOST_UNCONFIRMED,
        change -> !change.confirmed());
    console.print("");
    console.print(rest());
    console.print("every series, with noise and reasons: --all");
  }

  private static Predicate<MetricChange> confirmed(Difference answer) {
    return change -> change.confirmed() && change.answer() == answer;
  }

  private String versions() {
    String versions =
        result.versions().stream()
            .filter(one -> one.first().isPresent() && one.second().isPresent())
            .map(one -> one.name() + " " + one.first().get() + " → " + one.second().get())
            .collect(Collectors.joining(", "));
    return Visible.line(versions.isEmpty() ? "Compared" : versions);
  }

  private String side(Function<ExperimentComparison, List<RunRecord>> which) {
    List<RunRecord> newest = result.experiments().stream().map(which).map(List::getFirst).toList();
    String environments =
        newest.stream().map(RunRecord::environment).distinct().collect(Collectors.joining(", "));
    String hosts =
        newest.stream()
            .map(run -> run.inputs().hostKind())
            .distinct()
            .collect(Collectors.joining(", "));
    String counted =
        Numbers.counts(
            result.experiments().stream().map(which).mapToInt(List::size), "run", "runs");
    return environments + " on " + hosts + " (" + counted + ")";
  }

  private void claims() {
    List<Styled> lines = new ArrayList<>();
    for (ExperimentComparison compared : result.experiments()) {
      for (ClaimChange claim : compared.claims()) {
        String change =
            ComparisonWords.of(claim.first())
                + " → "
                + ComparisonWords.of(claim.second())
                + (claim.known() ? " (known failure)" : "");
        lines.add(line(compared.task().value(), claim.id(), change));
      }
    }
    lines("Claims with another answer", Style.YELLOW, MOST_CLAIMS, lines);
  }

  private void part(String title, Style style, int most, Predicate<MetricChange> which) {
    List<Styled> lines = changes.stream().filter(which).map(this::line).toList();
    lines(title, style, most, lines);
  }

  private void lines(String title, Style style, int most, List<Styled> lines) {
    if (lines.isEmpty()) {
      return;
    }
    console.print("");
    console.print(Styled.of(style, title + ": " + lines.size()));
    int shown = lines.size() <= most ? lines.size() : most - 1;
    lines.stream().limit(shown).forEach(console::print);
    if (shown < lines.size()) {
      console.print("  … and " + (lines.size() - shown) + " more");
    }
  }

  private Styled line(MetricChange change) {
    ComparedSeries row = change.largest();
    String shift = Double.isNaN(row.shift()) ? "" : ", " + ComparisonTable.amount(row, row.shift());
    String word = change.confirmed() ? "" : " " + ComparisonTable.word(row.answer()) + "?";
    int more = change.series().size() - 1;
    String others = more == 0 ? "" : ", +" + more + " series";
    return line(
        change.task().value(),
        ComparisonTable.name(row),
        MeasuredWords.change(row) + shift + word + others);
  }

  /** Within the terminal's width: a long name ends in an ellipsis, a figure never does. */
  private Styled line(String task, String name, String change) {
    String id = DisplayWidth.padded(task, idWidth());
    int room = console.columns() - INDENT - DisplayWidth.of(id) - 2 - DisplayWidth.of(change) - 2;
    String shown = Visible.line(name);
    if (DisplayWidth.of(shown) > room) {
      int end = Math.max(1, Math.min(shown.length(), room - 1));
      shown = shown.substring(0, end) + "…";
    }
    return Styled.of("  ")
        .and(Style.DIM, id)
        .and("  " + DisplayWidth.padded(shown, Math.max(1, room)) + "  " + change);
  }

  private int idWidth() {
    return result.experiments().stream()
        .mapToInt(one -> DisplayWidth.of(one.task().value()))
        .max()
        .orElse(0);
  }

  private String rest() {
    List<ComparedSeries> rows =
        result.experiments().stream().flatMap(one -> one.rows().stream()).toList();
    long same = rows.stream().filter(row -> row.answer() == Difference.SAME).count();
    long open = rows.stream().filter(row -> row.answer() == Difference.NOT_TOLD_APART).count();
    return "The same: " + same + " series. Not told apart: " + open + ".";
  }
}
