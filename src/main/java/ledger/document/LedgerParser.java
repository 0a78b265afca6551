package ledger.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import ledger.document.Outline.Lines;
import ledger.document.Outline.Title;
import ledger.text.Nearest;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.text.Span;

/**
 * Finds the states' sections and reads their rows. What it cannot read is a problem; nothing is
 * passed over.
 */
final class LedgerParser {
  private static final Pattern CONFLICT = Pattern.compile("(<{7}|>{7}|\\|{7})( .*)?");
  private static final Pattern DELIMITER = Pattern.compile(":?-+:?");
  private static final Pattern ROW_LIKE =
      Pattern.compile("[\\s>*+-]*\\|?[\\s`*\\[]*[A-Z][A-Z0-9_]*-[0-9]+[\\s`*\\]]*\\|.*");

  private final SourceText source;
  private final Layout layout;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<TaskId, Task> seen = new HashMap<>();

  private LedgerParser(SourceText source, Layout layout) {
    this.source = source;
    this.layout = layout;
  }

  static Parsed parse(SourceText source, Layout layout) {
    LedgerParser parser = new LedgerParser(source, layout);
    Ledger ledger = parser.ledger();
    return new Parsed(ledger, List.copyOf(parser.problems));
  }

  private Ledger ledger() {
    Ledger none = new Ledger(source, "", List.of());
    if (source.content().isBlank()) {
      String help = "run 'ledger init' for an empty ledger, or restore the file from git";
      problem("empty-file", new Span(0, 0), "the ledger is empty", help);
      return none;
    }
    if (conflicts()) {
      return none;
    }
    Outline outline = Outline.of(source);
    List<Section> sections = new ArrayList<>();
    Set<State> states = new HashSet<>();
    for (int i = 0; i < outline.headings().size(); i++) {
      Title heading = outline.headings().get(i);
      Optional<State> state = layout.byHeading(heading.name());
      if (state.isEmpty()) {
        continue;
      }
      if (!states.add(state.get())) {
        problem(
            "duplicate-section",
            heading.span(),
            "a second section for " + heading.text(),
            "keep one");
        continue;
      }
      int end = endOf(outline, i);
      section(outline, state.get(), heading, end).ifPresent(sections::add);
    }
    if (states.isEmpty()) {
      String wanted =
          layout.states().stream().map(State::heading).reduce((a, b) -> a + ", " + b).orElse("");
      problem(
          "no-section",
          source.line(0),
          "no section of a ledger in this file",
          "add headings for: " + wanted);
    }
    String title = outline.headings().isEmpty() ? "" : outline.headings().getFirst().text();
    return new Ledger(source, title, List.copyOf(sections));
  }

  private boolean conflicts() {
    for (int line = 0; line < source.lineCount(); line++) {
      Span span = source.line(line);
      if (span.length() >= 7 && "<>|".indexOf(source.content().charAt(span.start())) >= 0) {
        String text = span.of(source.content());
        if (CONFLICT.matcher(text).matches()) {
          problem(
              "conflict-marker",
              span,
              "a merge conflict stands here",
              "resolve it, then run the command again");
        }
      }
    }
    return !problems.isEmpty();
  }

  /** The line after the section that heading {@code index} opens. */
  private int endOf(Outline outline, int index) {
    int level = outline.headings().get(index).level();
    for (Title next : outline.headings().subList(index + 1, outline.headings().size())) {
      if (next.level() <= level || layout.byHeading(next.name()).isPresent()) {
        return source.lineAt(next.span().start());
      }
    }
    return source.lineCount();
  }

  private Optional<Section> section(Outline outline, State state, Title heading, int end) {
    int first = source.lineAt(heading.span().end() - 1) + 1;
    List<Table> tables = new ArrayList<>();
    List<Lines> read = new ArrayList<>();
    int before = problems.size();
    for (Lines lines : outline.tables()) {
      if (lines.first() >= first && lines.last() < end) {
        read.add(lines);
        table(state, lines).ifPresent(tables::add);
      }
    }
    strays(outline, read, first, end);
    if (tables.isEmpty()) {
      if (problems.size() == before) {
        String help = "add a table with an ID column below it";
        problem(
            "no-table", heading.span(), "no table of tasks under '" + heading.text() + "'", help);
      }
      return Optional.empty();
    }
    return Optional.of(new Section(state, heading.span(), List.copyOf(tables)));
  }

  /** Text that touches a table, and rows that stand in none: both would vanish from the list. */
  private void strays(Outline outline, List<Lines> tables, int first, int end) {
    Set<Integer> reported = new HashSet<>();
    for (Lines text : outline.paragraphs()) {
      for (Lines table : tables) {
        if (text.first() == table.last() + 1 && reported.add(text.first())) {
          problem(
              "glued-text",
              source.line(text.first()),
              "text touches the table above",
              "put an empty line between");
        } else if (text.last() + 1 == table.first() && reported.add(text.last())) {
          problem(
              "glued-text",
              source.line(text.last()),
              "text touches the table below",
              "put an empty line between");
        }
      }
    }
    for (Lines text : outline.paragraphs()) {
      if (text.first() >= first
          && text.last() < end
          && hidesTable(text)
          && reported.add(text.first())) {
        problem(
            "glued-text",
            source.line(text.first()),
            "text touches the table below",
            "put an empty line between");
        return; // Its rows stray for this reason.
      }
    }
    for (int line = first; line < end; line++) {
      int at = line;
      boolean known =
          tables.stream().anyMatch(t -> t.contains(at))
              || outline.opaque().stream().anyMatch(t -> t.contains(at));
      if (!known
          && !reported.contains(line)
          && ROW_LIKE.matcher(source.line(line).of(source.content())).matches()) {
        String help =
            "join it to its table: no empty line and no other text between header, delimiter row and rows";
        problem("stray-row", source.line(line), "this row stands in no table", help);
        return; // The rows after it stray for the same reason.
      }
    }
  }

  /** A paragraph that would be a table were it not for the text above the header. */
  private boolean hidesTable(Lines text) {
    for (int line = text.first() + 2; line <= text.last(); line++) {
      List<Cell> cells = scan(line);
      if (cells.stream().allMatch(cell -> DELIMITER.matcher(cell.text()).matches())
          && cells.size() == scan(line - 1).size()) {
        return true;
      }
    }
    return false;
  }

  private Optional<Table> table(State state, Lines lines) {
    List<Cell> header = scan(lines.first());
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
    int before = problems.size();
    for (int i = 0; i < columns.size(); i++) {
      if (Column.indexOf(columns, columns.get(i).name()) != i) {
        String name = columns.get(i).name();
        problem(
            "duplicate-column",
            header.get(i).content(),
            "a second column '" + name + "'",
            "rename one of them");
      }
    }
    List<Cell> delimiters = scan(lines.first() + 1);
    if (delimiters.size() != columns.size()) {
      cellCount("the delimiter row", delimiters.size(), columns.size(), lines.first() + 1);
    } else if (delimiters.stream().anyMatch(cell -> !DELIMITER.matcher(cell.text()).matches())) {
      problem(
          "bad-delimiter",
          source.line(lines.first() + 1),
          "this is no delimiter row",
          "write |---|---|");
    }
    return problems.size() == before;
  }

  private Optional<Task> row(State state, List<Column> columns, int line) {
    List<Cell> cells = scan(line);
    if (cells.size() != columns.size()) {
      cellCount("the row", cells.size(), columns.size(), line);
      return Optional.empty();
    }
    Cell cell = cells.get(Column.indexOf(columns, Columns.ID));
    Optional<TaskId> id = TaskId.parse(cell.text());
    if (id.isEmpty()) {
      String help = "an ID is a prefix of capital letters, a dash and a number, such as MLX-001";
      problem("malformed-id", cell.content(), "'" + cell.text() + "' is no task ID", help);
      return Optional.empty();
    }
    Task task = new Task(id.get(), state, columns, cells, line);
    Task other = seen.putIfAbsent(id.get(), task);
    if (other != null) {
      String help = "give one of the two the next free ID";
      problem(
          "duplicate-id",
          cell.content(),
          "%s stands in %s already, line %d"
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
    problem(
        "unknown-priority",
        task.cells().get(index).content(),
        "unknown priority '" + task.text(Columns.PRIORITY) + "'",
        near + "known ones: " + known + " (setting 'priorities')");
  }

  private void cellCount(String what, int found, int wanted, int line) {
    String help =
        found > wanted
            ? "a pipe inside a cell is written \\|, also inside `code`"
            : "write every column, empty ones too";
    String message =
        what
            + " has "
            + found
            + (found == 1 ? " cell" : " cells")
            + ", the table has "
            + wanted
            + " columns";
    problem("cell-count", source.line(line), message, help);
  }

  private List<Cell> scan(int line) {
    return RowScanner.scan(source.content(), source.line(line));
  }

  private void problem(String rule, Span span, String message, String help) {
    problems.add(Problem.error(rule, source.place(span), message, help));
  }
}
