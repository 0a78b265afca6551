package ledger.document.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ledger.document.Cell;
import ledger.document.Column;
import ledger.document.Columns;
import ledger.document.DraftRow;
import ledger.document.IdForm;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.RowCells;
import ledger.document.State;
import ledger.document.Table;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.words.Blanks;
import ledger.text.Nearest;
import ledger.text.SourceText;
import org.jspecify.annotations.Nullable;

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
  private final Set<String> ids = new LinkedHashSet<>();
  private boolean malformed;

  TableReader(SourceText source, Layout layout, ProblemList problems) {
    this.source = source;
    this.layout = layout;
    this.problems = problems;
  }

  /** Whether this is a cell of a delimiter row. */
  static boolean isDelimiter(Cell cell) {
    return DELIMITER.matcher(cell.text()).matches();
  }

  /** Every task so far, by its ID. */
  Map<TaskId, Task> seen() {
    return seen;
  }

  /** The form that all IDs have, if not all have the one by which they were read. */
  Optional<IdForm> otherForm() {
    return malformed ? IdForm.ofCells(ids) : Optional.empty();
  }

  /**
   * The table below a header; empty if it cannot be read.
   *
   * @param state of all its rows; null if each has its own, in the Status column
   */
  Optional<Table> read(@Nullable State state, TableHead head) {
    if (!headerIsSound(head)) {
      return Optional.empty();
    }
    List<Task> rows = new ArrayList<>();
    List<DraftRow> drafts = new ArrayList<>();
    for (int line = head.firstRow(); line <= head.lines().last(); line++) {
      RowCells cells = cells(head, line);
      if (cells == null || saysNothing(head, cells)) {
        continue;
      }
      boolean unnumbered = Blanks.isNone(cells.get(head.id()).text());
      State its = state != null ? state : state(head, cells);
      if (!unnumbered) {
        row(its, head, cells, line).ifPresent(rows::add);
      } else if (its != null) {
        drafts.add(draft(its, head, cells, line));
      }
    }
    return Optional.of(
        new Table(
            head.columns(),
            head.cells(),
            head.lines().first(),
            head.lines().last(),
            List.copyOf(rows),
            List.copyOf(drafts),
            state == null));
  }

  /** Whether a row is no task: empty, or a place for one, or the sum of the others. */
  private static boolean saysNothing(TableHead head, RowCells cells) {
    String id = cells.get(head.id()).text();
    if (!Blanks.isNoTask(id)) {
      return false;
    }
    String title = head.title() < 0 ? "" : cells.get(head.title()).text();
    return !Blanks.isNone(id)
        || (Blanks.isNoTask(title) && !Blanks.isNone(title))
        || cells.texts().stream().allMatch(Blanks::isNone);
  }

  private boolean headerIsSound(TableHead head) {
    int before = problems.count();
    List<Column> columns = head.columns();
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i).name();
      if (!names.add(name)) {
        problems.add(
            "duplicate-column",
            head.cells().get(i).content(),
            "a second column '" + name + "'",
            "rename one of them");
      }
    }
    int line = head.lines().first() + 1;
    List<Cell> delimiters = RowScanner.scan(source, line);
    if (delimiters.size() != columns.size()) {
      cellCount("the delimiter row", delimiters.size(), columns.size(), line);
    } else if (delimiters.stream().anyMatch(cell -> !isDelimiter(cell))) {
      problems.add(
          "bad-delimiter", source.line(line), "this is not a delimiter row", "write |---|---|");
    }
    return problems.count() == before;
  }

  /** The cells of a row, one a column; null if there are too many, or if the line has no pipe. */
  private @Nullable RowCells cells(TableHead head, int line) {
    RowCells cells = RowScanner.scan(source, line);
    int wanted = head.columns().size();
    if (cells.size() > wanted || (cells.size() == 1 && !isPiped(line))) {
      cellCount("the row", cells.size(), wanted, line);
      return null;
    }
    if (cells.size() < wanted) {
      problems.warn(
          "short-row",
          source.line(line),
          "the row has "
              + counted(cells.size())
              + ", the table has "
              + wanted
              + " columns: the others are read as empty",
          "'ledger check --fix' writes them");
      return cells.filled(wanted);
    }
    return cells;
  }

  private boolean isPiped(int line) {
    return source.line(line).of(source.content()).indexOf('|') >= 0;
  }

  /** What the Status column says; null if that is no state. */
  private @Nullable State state(TableHead head, RowCells cells) {
    Cell cell = cells.get(Column.indexOf(head.columns(), Columns.STATUS));
    Optional<State> state =
        cell.text().isEmpty()
            ? Optional.of(layout.states().getFirst())
            : layout.byHeading(cell.text()).or(() -> layout.meant(cell.text()));
    if (state.isEmpty()) {
      String known = layout.states().stream().map(State::heading).collect(Collectors.joining(", "));
      problems.add(
          "unknown-state",
          cell.content(),
          "'" + cell.text() + "' is not a state",
          "known: " + known + "; the setting 'states' adds others and other names for them");
    }
    return state.orElse(null);
  }

  private DraftRow draft(State state, TableHead head, RowCells cells, int line) {
    problems.warn(
        "draft-row",
        source.line(line),
        "this row has no ID yet",
        "'ledger check --fix' or 'ledger add --adopt' gives it the next one");
    return new DraftRow(state, head.columns(), cells, line);
  }

  private Optional<Task> row(@Nullable State state, TableHead head, RowCells cells, int line) {
    Cell cell = cells.get(head.id());
    ids.add(cell.text());
    TaskId id = layout.ids().read(cell.text());
    if (id == null) {
      malformed = true;
      malformed(cell);
    }
    if (id == null || state == null) {
      return Optional.empty();
    }
    Task task = new Task(id, state, head.columns(), cells, line);
    Task other = seen.putIfAbsent(id, task);
    if (other != null) {
      String as = other.id().value().equals(id.value()) ? "" : " (as " + other.id() + ")";
      problems.add(
          "duplicate-id",
          cell.content(),
          "%s is already in %s, line %s%s"
              .formatted(id, other.state().heading(), other.line() + 1, as),
          "give one of the two the next free ID");
      return Optional.empty();
    }
    return Optional.of(task);
  }

  private void malformed(Cell cell) {
    Optional<IdForm> form =
        seen.isEmpty() ? IdForm.ofCells(List.of(cell.text())) : Optional.empty();
    String example = layout.ids().name();
    String help =
        layout.ids().equals(IdForm.USUAL)
            ? "an ID is a prefix of capital letters, a hyphen and a number, such as APO-001"
            : "the IDs of this ledger are like " + example;
    String other =
        form.map(f -> "; ids.pattern = \"" + f.name() + "\" in the settings reads this one")
            .orElse("");
    problems.add(
        "malformed-id", cell.content(), "'" + cell.text() + "' is not a task ID", help + other);
  }

  /** Reports every priority that has no rank. */
  void unranked(Ledger ledger) {
    Set<String> ranked = new TreeSet<>();
    for (Table table : ledger.tables().values()) {
      int column = table.indexOf(Columns.PRIORITY);
      if (column >= 0) {
        table.rows().forEach(row -> unranked(row.cells().get(column), ledger.layout(), ranked));
        table.drafts().forEach(row -> unranked(row.cells().get(column), ledger.layout(), ranked));
      }
    }
  }

  private void unranked(Cell cell, Layout recognised, Set<String> ranked) {
    String text = cell.text();
    if (ranked.contains(text)) {
      return;
    }
    if (recognised.rank(text) >= 0) {
      ranked.add(text);
    } else {
      unranked(cell, recognised.priorities());
    }
  }

  private void unranked(Cell cell, List<String> priorities) {
    String known = String.join(", ", priorities);
    String near =
        Nearest.to(cell.text(), priorities).map(n -> "did you mean " + n + "? ").orElse("");
    problems.add(
        "unknown-priority",
        cell.content(),
        "unknown priority '" + cell.text() + "'",
        near + "known: " + known + " (setting 'priorities')");
  }

  private void cellCount(String what, int found, int wanted, int line) {
    String help =
        found > wanted
            ? "a pipe inside a cell is written \\|, also inside `code`"
            : "write every column, including empty ones";
    String message = what + " has " + counted(found) + ", the table has " + wanted + " columns";
    problems.add("cell-count", source.line(line), message, help);
  }

  private static String counted(int cells) {
    return cells + (cells == 1 ? " cell" : " cells");
  }
}
