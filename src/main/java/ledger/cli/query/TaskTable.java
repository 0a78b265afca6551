package ledger.cli.query;

import java.util.ArrayList;
import java.util.List;
import ledger.app.ledger.TaskList;
import ledger.app.results.TaskVerdict;
import ledger.cli.Console;
import ledger.cli.Styled;
import ledger.cli.Styled.Style;
import ledger.cli.results.VerdictTable;
import ledger.cli.terminal.FittedTable;
import ledger.cli.terminal.FittedTable.FittedCell;
import ledger.document.Columns;
import ledger.document.Task;
import ledger.evidence.words.StatusSign;

/** A list of tasks, laid out for a terminal. */
final class TaskTable {
  private static final List<String> AFTER_TITLE =
      List.of(Columns.PRIORITY, Columns.OWNER, Columns.DUE);

  private TaskTable() {}

  /** Prints the sections, all with the same columns: verdict, ID, title, priority, owner, due. */
  static void print(Console console, TaskList list) {
    FittedTable table = new FittedTable(2);
    for (TaskList.Part part : list.sections()) {
      part.tasks().forEach(task -> table.add(row(task, list)));
    }
    List<List<Styled>> lines = table.lines(console.columns());
    int at = 0;
    for (TaskList.Part part : list.sections()) {
      int count = part.tasks().size();
      console.print(Styled.of(Style.BOLD, part.state().heading()).and(" (" + count + ")"));
      lines.subList(at, at + count).forEach(row -> row.forEach(console::printWhole));
      at += count;
    }
  }

  private static List<FittedCell> row(Task task, TaskList list) {
    List<FittedCell> row = new ArrayList<>();
    TaskVerdict verdict = list.verdicts().get(task.id());
    row.add(
        verdict == null
            ? FittedCell.of("")
            : new FittedCell(
                StatusSign.of(verdict.status()), VerdictTable.style(verdict.status())));
    row.add(FittedCell.of(task.id().value()));
    row.add(FittedCell.of(task.title()));
    AFTER_TITLE.forEach(column -> row.add(FittedCell.of(task.text(column))));
    return row;
  }
}
