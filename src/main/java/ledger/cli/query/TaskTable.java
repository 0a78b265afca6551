package ledger.cli.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ledger.app.ledger.TaskList;
import ledger.cli.Console;
import ledger.cli.Styled;
import ledger.cli.Styled.Style;
import ledger.cli.results.VerdictTable;
import ledger.cli.terminal.FittedTable;
import ledger.cli.terminal.FittedTable.FittedCell;
import ledger.document.Columns;
import ledger.document.DraftRow;
import ledger.document.Task;
import ledger.evidence.verdict.Status;
import ledger.evidence.words.StatusSign;
import org.jspecify.annotations.Nullable;

/** Tasks in groups, laid out for a terminal: whole lines through a pipe. */
final class TaskTable {
  private static final List<String> USUAL =
      List.of(Columns.ID, Columns.TITLE, Columns.PRIORITY, Columns.OWNER, Columns.DUE);

  private final Console console;
  private final TaskList list;
  private final List<String> columns;
  private final FittedTable table;

  /** How many lines of the table each group has, by its heading. */
  private final Map<String, Integer> groups = new LinkedHashMap<>();

  /**
   * Prepares the table.
   *
   * @param columns empty for the usual ones: ID, title, priority, owner, due
   * @param group the column whose texts make the groups; null for the states
   */
  TaskTable(Console console, TaskList list, List<String> columns, @Nullable String group) {
    this.console = console;
    this.list = list;
    this.columns = columns.isEmpty() ? USUAL : columns;
    int title = -1;
    for (int i = 0; i < this.columns.size(); i++) {
      title = this.columns.get(i).equalsIgnoreCase(Columns.TITLE) ? i : title;
    }
    this.table = new FittedTable(title < 0 ? this.columns.size() : title + 1);
    if (group == null) {
      list.sections().forEach(this::addSection);
    } else {
      grouped(group).forEach(this::addGroup);
    }
  }

  /** Prints tasks of any state without groups. */
  static void print(Console console, List<Task> tasks) {
    TaskTable plain = new TaskTable(console, new TaskList(List.of(), Map.of()), List.of(), null);
    tasks.forEach(task -> plain.table.add(plain.row(task)));
    plain.lines().forEach(row -> row.forEach(console::printWhole));
  }

  private void addSection(TaskList.Part part) {
    part.tasks().forEach(task -> table.add(row(task)));
    part.drafts().forEach(row -> table.add(row(row)));
    groups.put(
        part.state().heading() + " (" + part.tasks().size() + ")",
        part.tasks().size() + part.drafts().size());
  }

  private void addGroup(String name, List<Task> tasks) {
    tasks.forEach(task -> table.add(row(task)));
    groups.put((name.isEmpty() ? "(none)" : name) + " (" + tasks.size() + ")", tasks.size());
  }

  /** By the texts, whatever their case, in the order in which they come; those without one last. */
  private Map<String, List<Task>> grouped(String column) {
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, List<Task>> all = new LinkedHashMap<>();
    for (TaskList.Part part : list.sections()) {
      for (Task task : part.tasks()) {
        String text = text(task, column);
        String name = names.computeIfAbsent(text.toLowerCase(Locale.ROOT), key -> text);
        all.computeIfAbsent(name, key -> new ArrayList<>()).add(task);
      }
    }
    List<Task> none = all.remove("");
    if (none != null) {
      all.put("", none);
    }
    return all;
  }

  void print() {
    List<List<Styled>> lines = lines();
    int at = 0;
    for (Map.Entry<String, Integer> group : groups.entrySet()) {
      console.print(Styled.of(Style.BOLD, group.getKey()));
      int end = at + group.getValue();
      lines.subList(at, end).forEach(row -> row.forEach(console::printWhole));
      at = end;
    }
  }

  private List<List<Styled>> lines() {
    return table.lines(console.answersTerminal() ? console.columns() : Integer.MAX_VALUE);
  }

  private static String text(Task task, String column) {
    return column.equalsIgnoreCase(TaskList.STATE) && task.indexOf(column) < 0
        ? task.state().heading()
        : column.equalsIgnoreCase(Columns.TITLE) ? task.title() : task.text(column);
  }

  private List<FittedCell> row(Task task) {
    List<FittedCell> row = new ArrayList<>();
    Status verdict = list.verdicts().get(task.id());
    row.add(
        verdict == null
            ? FittedCell.of("")
            : new FittedCell(StatusSign.of(verdict), VerdictTable.style(verdict)));
    columns.forEach(column -> row.add(FittedCell.of(text(task, column))));
    return row;
  }

  private List<FittedCell> row(DraftRow draft) {
    List<FittedCell> row = new ArrayList<>(List.of(FittedCell.of("")));
    for (String column : columns) {
      row.add(
          column.equalsIgnoreCase(Columns.ID)
              ? new FittedCell("(no ID)", Style.DIM)
              : FittedCell.of(
                  column.equalsIgnoreCase(Columns.TITLE) ? draft.title() : draft.text(column)));
    }
    return row;
  }
}
