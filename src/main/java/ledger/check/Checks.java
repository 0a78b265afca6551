package ledger.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ledger.document.Cell;
import ledger.document.Column;
import ledger.document.Columns;
import ledger.document.ConflictNote;
import ledger.document.Dates;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Section;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.page.TaskPage;
import ledger.document.page.Transition;
import ledger.document.parse.Parsed;
import ledger.document.words.Blanks;
import ledger.document.work.Dependencies;
import ledger.text.Numbers;
import ledger.text.Problem;
import ledger.text.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * The rules that a ledger must keep besides being readable: order, dates, outcomes, pages that
 * agree.
 */
public final class Checks {
  private final SourceText source;
  private final List<Problem> problems = new ArrayList<>();

  private Checks(SourceText source) {
    this.source = source;
  }

  /** All problems of a ledger and of what surrounds it, in the order of the files. */
  public static List<Problem> of(Parsed parsed, Layout layout, Surroundings around) {
    List<Problem> problems = new ArrayList<>(of(parsed, layout, around.pages()));
    if (parsed.problems().isEmpty()) { // An unreadable row would seem missing.
      problems.addAll(References.of(parsed.ledger(), around));
    }
    String first = parsed.ledger().source().path();
    problems.sort(
        (one, other) -> {
          int files = file(one, first).compareTo(file(other, first));
          return files != 0 ? files : Problem.byPlace(one, other);
        });
    return List.copyOf(problems);
  }

  private static String file(Problem problem, String first) {
    String path = problem.place().path();
    return path.equals(first) ? "" : path;
  }

  /**
   * All problems of a ledger, in the file's order.
   *
   * @param pages those of its tasks that exist
   */
  public static List<Problem> of(Parsed parsed, Layout layout, Map<TaskId, TaskPage> pages) {
    Checks checks = new Checks(parsed.ledger().source());
    checks.problems.addAll(parsed.problems());
    checks.problems.addAll(parsed.warnings());
    checks.conflicts();
    checks.circles(parsed.ledger());
    for (Section section : parsed.ledger().sections()) {
      checks.problems.addAll(Priorities.unsorted(checks.source, section, parsed.ledger().layout()));
      checks.limit(section, layout);
      for (Task task : section.tasks()) {
        checks.dates(task);
        checks.outcome(task);
        TaskPage page = pages.get(task.id());
        if (page != null) {
          checks.page(task, page);
        }
      }
    }
    checks.problems.sort(Problem::byPlace);
    return List.copyOf(checks.problems);
  }

  /** Reports what a merge left to be decided. */
  private void conflicts() {
    for (ConflictNote.Found note : ConflictNote.in(source)) {
      problems.add(
          Problem.error(
              Rule.MERGE_CONFLICT.id(),
              source.place(note.line()),
              "two branches disagree about " + note.subject(),
              "decide, then delete this comment"));
    }
  }

  /** Reports cells that are not dates in columns whose hint is a date's form. */
  private void dates(Task task) {
    for (int i = 0; i < task.columns().size(); i++) {
      Column column = task.columns().get(i);
      String text = task.cells().get(i).text();
      if (Dates.expected(column) && !Dates.isDate(text) && !Blanks.isNone(text)) {
        String help =
            Dates.meant(text).map(day -> "'ledger check --fix' makes it " + day).orElse(null);
        String message = "'" + text + "' is not a date of the form YYYY-MM-DD";
        Problem problem = problem(Rule.BAD_DATE, task.cells().get(i), message, help);
        problems.add(Dates.asked(column) ? problem : problem.asWarning());
      }
    }
  }

  private void circles(Ledger ledger) {
    for (List<TaskId> circle : Dependencies.of(ledger).circles()) {
      Task first = ledger.find(circle.getFirst()).orElseThrow();
      String way = circle.stream().map(TaskId::value).collect(Collectors.joining(" → "));
      report(
          Rule.DEPENDENCY_CIRCLE,
          first.cells().get(first.indexOf(Columns.DEPENDS)),
          way + " → " + first.id() + ": none of them can be begun before the other",
          null);
    }
  }

  private void limit(Section section, Layout layout) {
    Integer limit = layout.wording().limits().get(section.state().id());
    List<Task> tasks = limit == null ? List.of() : section.tasks();
    if (limit != null && tasks.size() > limit) {
      Task first = tasks.get(limit);
      String message =
          "%s has %s, and its limit is %s"
              .formatted(
                  section.state().heading(), Numbers.count(tasks.size(), "task", "tasks"), limit);
      report(Rule.OVER_LIMIT, first.cells().get(first.indexOf(Columns.ID)), message, null);
    }
  }

  private void outcome(Task task) {
    int column = task.indexOf(Columns.OUTCOME);
    if (column >= 0
        && task.state().id().equals(Layout.DONE)
        && task.text(Columns.OUTCOME).isEmpty()) {
      String help = "ledger edit " + task.id() + " --set 'Outcome=…'";
      report(
          Rule.NO_OUTCOME,
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
          "%s is in %s, but its page says %s since %s"
              .formatted(task.id(), task.state().heading(), last.state(), last.date());
      String help = "add the newest state to 'history' in " + page.source().path();
      report(Rule.HISTORY, task.cells().get(task.indexOf(Columns.ID)), message, help);
    }
  }

  private void report(Rule rule, Cell cell, String message, @Nullable String help) {
    problems.add(problem(rule, cell, message, help));
  }

  private Problem problem(Rule rule, Cell cell, String message, @Nullable String help) {
    return new Problem(rule.id(), rule.severity(), source.place(cell.content()), message, help);
  }
}
