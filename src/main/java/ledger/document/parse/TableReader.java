package ledger.document.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import ledger.document.Cell;
import ledger.document.Column;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.State;
import ledger.document.Table;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.parse.Outline.Lines;
import ledger.text.Nearest;
import ledger.text.SourceText;

/**
 * Reads tables of tasks: header, delimiter row and rows. Each ID may occur only once in all of
 * them.
 */
final class TableReader {
  private static final Pattern DELIMITER = Pattern.compile(":?-+:?");

  private final SourceText source;
  private final Layout layout;
  private final ProblemList problems;
  private final Map<TaskId, Task> seen = new HashMap<>();

  TableReader(SourceText source, Layout layout, ProblemList problems) {
    this.source = source;
    this.layout = layout;
    this.problems = problems;
  }

  /** Whether this is a cell of a delimiter row. */
  static boolean isDelimiter(Cell cell) {
    return DELIMITER.matcher(cell.text()).matches();
  }

  /** The table at these lines; empty if it has no ID column or cannot be read. */
  Optional<Table> read(State state, Lines lines) {
    List<Cell> header = RowScanner.scan(source, lines.first());
    List<Column> columns = header.stream().map(cell -> Column.ofHeader(cell.text())).toList();
    if (Column.indexOf(columns, Columns.ID) < 0) {
      return Optional.empty();
    }
    if (!headerIsSound(header, columns, lines)) {
      return Optional.empty();
    }
    List<Task> rows = new ArrayList<>();
    for (int line = lines.first() + 2; line <= lines.last(); line++) {
      row(state, columns, line).ifPresent(rows::add);
    }
    return Optional.of(new Table(columns, header, lines.first(), List.copyOf(rows)));
  }

  private boolean headerIsSound(List<Cell> header, List<Column> columns, Lines lines) {
    int before = problems.count();
    for (int i = 0; i < columns.size(); i++) {
      if (Column.indexOf(columns, columns.get(i).name()) != i) {
        String name = columns.get(i).name();
        problems.add(
            "duplicate-column",
            header.get(i).content(),
            "a second column '" + name + "'",
            "rename one of them");
      }
    }
    List<Cell> delimiters = RowScanner.scan(source, lines.first() + 1);
    if (delimiters.size() != columns.size()) {
      cellCount("the delimiter row", delimiters.size(), columns.size(), lines.first() + 1);
    } else if (delimiters.stream().anyMatch(cell -> !isDelimiter(cell))) {
      problems.add(
          "bad-delimiter",
          source.line(lines.first() + 1),
          "this is not a delimiter row",
          "write |---|---|");
    }
    return problems.count() == before;
  }

  private Optional<Task> row(State state, List<Column> columns, int line) {
    List<Cell> cells = RowScanner.scan(source, line);
    if (cells.size() != columns.size()) {
      cellCount("the row", cells.size(), columns.size(), line);
      return Optional.empty();
    }
    Cell cell = cells.get(Column.indexOf(columns, Columns.ID));
    Optional<TaskId> id = TaskId.parse(cell.text());
    if (id.isEmpty()) {
      String help = "an ID is a prefix of capital letters, a hyphen and a number, such as MLX-001";
      problems.add("malformed-id", cell.content(), "'" + cell.text() + "' is not a task ID", help);
      return Optional.empty();
    }
    Task task = new Task(id.get(), state, columns, cells, line);
    Task other = seen.putIfAbsent(id.get(), task);
    if (other != null) {
      String help = "give one of the two the next free ID";
      problems.add(
          "duplicate-id",
          cell.content(),
          "%s is already in %s, line %d"
              .formatted(id.get(), other.state().heading(), other.line() + 1),
          help);
      return Optional.empty();
    }
    priority(task);
    return Optional.of(task);
  }

  private void priority(Task task) {
    int index = task.indexOf(Columns.PRIORITY);
    if (index < 0 || layout.rank(task.text(Columns.PRIORITY)) >= 0) {
      return;
    }
    String known = String.join(", ", layout.priorities());
    String near =
        Nearest.to(task.text(Columns.PRIORITY), layout.priorities())
            .map(n -> "did you mean " + n + "? ")
            .orElse("");
    problems.add(
        "unknown-priority",
        task.cells().get(index).content(),
        "unknown priority '" + task.text(Columns.PRIORITY) + "'",
        near + "known: " + known + " (setting 'priorities')");
  }

  private void cellCount(String what, int found, int wanted, int line) {
    String help =
        found > wanted
            ? "a pipe inside a cell is written \\|, also inside `code`"
            : "write every column, including empty ones";
    String message =
        what
            + " has "
            + found
            + (found == 1 ? " cell" : " cells")
            + ", the table has "
            + wanted
            + " columns";
    problems.add("cell-count", source.line(line), message, help);
  }
}
