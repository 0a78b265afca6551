package ledger.check;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ledger.document.Cell;
import ledger.document.Column;
import ledger.document.Columns;
import ledger.document.ConflictNote;
import ledger.document.Layout;
import ledger.document.Parsed;
import ledger.document.Section;
import ledger.document.Table;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.TaskPage;
import ledger.document.Transition;
import ledger.text.Problem;
import ledger.text.Problem.Severity;
import ledger.text.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a ledger must keep beyond being readable: order, dates, outcomes, pages that
 * agree.
 */
public final class Checks {
  private final SourceText source;
  private final Layout layout;
  private final List<Problem> problems = new ArrayList<>();

  private Checks(SourceText source, Layout layout) {
    this.source = source;
    this.layout = layout;
  }

  /**
   * All problems of a ledger, in the file's order.
   *
   * @param pages of its tasks, those that there are
   */
  public static List<Problem> of(Parsed parsed, Layout layout, Map<TaskId, TaskPage> pages) {
    Checks checks = new Checks(parsed.ledger().source(), layout);
    checks.problems.addAll(parsed.problems());
    checks.conflicts();
    for (Section section : parsed.ledger().sections()) {
      for (Table table : section.tables()) {
        checks.order(section, table);
      }
      for (Task task : section.tasks()) {
        checks.dates(task);
        checks.outcome(task);
        TaskPage page = pages.get(task.id());
        if (page != null) {
          checks.page(task, page);
        }
      }
    }
    checks.problems.sort(
        Comparator.comparingInt((Problem p) -> p.place().line())
            .thenComparingInt(p -> p.place().column()));
    return List.copyOf(checks.problems);
  }

  /** What a merge left to be decided. */
  private void conflicts() {
    for (ConflictNote.Found note : ConflictNote.in(source)) {
      problems.add(
          Problem.error(
              "merge-conflict",
              source.place(note.line()),
              "two branches disagree about " + note.subject(),
              "decide, then delete this comment"));
    }
  }

  /** The first row that stands below one of a lower priority. */
  private void order(Section section, Table table) {
    int column = table.indexOf(Columns.PRIORITY);
    if (column < 0) {
      return;
    }
    for (int i = 1; i < table.rows().size(); i++) {
      Task above = table.rows().get(i - 1);
      Task row = table.rows().get(i);
      int rank = layout.rank(row.text(Columns.PRIORITY)); // Below 0: unknown, reported already.
      if (rank >= 0 && rank < layout.rank(above.text(Columns.PRIORITY))) {
        String message =
            "%s (%s) stands below %s (%s) in %s"
                .formatted(
                    row.id(),
                    priority(row),
                    above.id(),
                    priority(above),
                    section.state().heading());
        report("unsorted", Severity.ERROR, row.cells().get(column), message, "run 'ledger sort'");
        return;
      }
    }
  }

  private static String priority(Task task) {
    String text = task.text(Columns.PRIORITY);
    return text.isEmpty() ? "no priority" : text;
  }

  /** A column whose hint is a date's form holds dates of that form. */
  private void dates(Task task) {
    for (int i = 0; i < task.columns().size(); i++) {
      Column column = task.columns().get(i);
      String text = task.cells().get(i).text();
      String hint = column.hint();
      if (hint == null || !hint.toUpperCase(Locale.ROOT).equals("YYYY-MM-DD") || text.isEmpty()) {
        continue;
      }
      try {
        LocalDate.parse(text);
      } catch (DateTimeParseException e) {
        report(
            "bad-date",
            Severity.ERROR,
            task.cells().get(i),
            "'" + text + "' is no date of the form YYYY-MM-DD",
            null);
      }
    }
  }

  private void outcome(Task task) {
    int column = task.indexOf(Columns.OUTCOME);
    if (column >= 0
        && task.state().id().equals(Layout.DONE)
        && task.text(Columns.OUTCOME).isEmpty()) {
      String help = "ledger edit " + task.id() + " --set 'Outcome=…'";
      report(
          "no-outcome",
          Severity.WARNING,
          task.cells().get(column),
          task.id() + " is done without an outcome",
          help);
    }
  }

  private void page(Task task, TaskPage page) {
    if (page.history().isEmpty()) {
      return;
    }
    Transition last = page.history().getLast();
    if (!last.state().equals(task.state().id())) {
      String message =
          "%s stands in %s, its page says %s since %s"
              .formatted(task.id(), task.state().heading(), last.state(), last.date());
      String help = "add the newest state to 'history' in " + page.source().path();
      report(
          "history", Severity.WARNING, task.cells().get(task.indexOf(Columns.ID)), message, help);
    }
  }

  private void report(
      String rule, Severity severity, Cell cell, String message, @Nullable String help) {
    problems.add(new Problem(rule, severity, source.place(cell.content()), message, help));
  }
}
