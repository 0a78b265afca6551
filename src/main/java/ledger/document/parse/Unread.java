package ledger.document.parse;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.document.Column;
import ledger.document.Columns;
import ledger.document.IdForm;
import ledger.document.Layout;
import ledger.document.State;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.parse.Outline.Lines;
import ledger.document.words.PlainName;
import ledger.text.Nearest;
import ledger.text.SourceText;

/**
 * Finds rows that look like tasks and are read as none: in tables of no state, in tables without a
 * column of IDs, and outside of every table. They would vanish from the list.
 */
final class Unread {
  private static final double ALMOST = 0.85;

  private final SourceText source;
  private final Layout layout;
  private final Outline outline;
  private final Regions regions;
  private final ProblemList problems;
  private final Set<Integer> reported = new HashSet<>();

  Unread(SourceText source, Layout layout, Outline outline, Regions regions, ProblemList problems) {
    this.source = source;
    this.layout = layout;
    this.outline = outline;
    this.regions = regions;
    this.problems = problems;
  }

  /**
   * Reports them.
   *
   * @param read every task that was read
   */
  void report(Map<TaskId, Task> read) {
    glued();
    Set<String> prefixes =
        read.keySet().stream()
            .map(TaskId::prefix)
            .filter(p -> !p.isEmpty())
            .collect(Collectors.toSet());
    Strays strays = new Strays(source, layout, outline, regions, problems, read, prefixes);
    Set<Integer> known = new HashSet<>(); // Where they begin: a record's own hash is slow at first.
    regions.mixed().forEach(head -> known.add(head.lines().first()));
    regions
        .all()
        .forEach(region -> region.tables().forEach(head -> known.add(head.lines().first())));
    for (TableHead head : regions.heads()) {
      if (!known.contains(head.lines().first()) && !regions.isIgnored(head)) {
        table(head, read, strays);
      }
    }
    strays.report(reported);
  }

  /** Reports text right below a table: GitHub reads it as one of its rows. */
  private void glued() {
    Set<Integer> after =
        regions.heads().stream().map(head -> head.lines().last() + 1).collect(Collectors.toSet());
    for (Lines text : outline.paragraphs()) {
      int line = text.first();
      if (after.contains(line) && regions.at(line).isPresent() && reported.add(line)) {
        problems.add(
            "glued-text",
            source.line(line),
            "text touches the table above",
            "put an empty line between");
      }
    }
  }

  private void table(TableHead head, Map<TaskId, Task> read, Strays strays) {
    Optional<Regions.Region> region = regions.at(head.lines().first());
    boolean inRegion = region.isPresent();
    int rows = 0;
    int first = -1;
    for (int line = head.firstRow(); line <= head.lines().last(); line++) {
      List<String> texts = RowScanner.scan(source, line).texts();
      boolean task =
          head.isOfTasks()
              ? head.id() < texts.size() && isUnknown(texts.get(head.id()), read)
              : texts.stream().anyMatch(strays::isOwn);
      rows += task ? 1 : 0;
      first = task && first < 0 ? line : first;
    }
    int called = rows == 0 || head.isOfTasks() ? -1 : idColumn(head);
    if (rows == 0 && (inRegion || read.isEmpty())) {
      called = idColumn(head);
      boolean only = inRegion && region.get().tables().isEmpty();
      boolean tasks = called >= 0 || only || isList(head, inRegion);
      rows = tasks ? head.lines().last() - head.firstRow() + 1 : 0;
      first = head.firstRow();
    }
    if (rows > 0 && head.isOfTasks()) {
      homeless(head, rows, first);
    } else if (rows > 0) {
      problems.add(
          "no-id-column",
          source.line(head.lines().first()),
          (head.id() < 0 ? "this table has no column of IDs" : "this table has no column of titles")
              + ", so "
              + counted(rows)
              + " not read",
          help(head, called));
    }
  }

  /** What makes a table one of tasks. */
  private String help(TableHead head, int called) {
    List<String> names = head.columns().stream().map(Column::name).toList();
    long states = names.stream().flatMap(name -> layout.meant(name).stream()).distinct().count();
    if (states > 1) {
      return "it has a column for each state: write a row for each task, with its state in a column"
          + " 'Status'";
    }
    if (names.stream().allMatch(String::isEmpty)) {
      return "its header is empty: name the columns there, ID and Title among them";
    }
    Optional<String> own =
        head.columns().stream()
            .filter(column -> column.role() == null && !column.name().isEmpty())
            .map(Column::name)
            .findFirst();
    if (head.id() >= 0 && own.isPresent()) {
      return "the setting columns.title = [\"%s\"] makes '%s' one".formatted(own.get(), own.get());
    }
    return called < 0
        ? "add a column 'ID' with empty cells; 'ledger check --fix' then numbers the rows"
        : "the setting columns.id = [\"%s\"] makes '%s' one"
            .formatted(names.get(called), names.get(called));
  }

  /**
   * In a state's section titles make a list of tasks; elsewhere it needs another of their columns.
   */
  private boolean isList(TableHead head, boolean inRegion) {
    if (!head.has(Columns.TITLE) && head.id() < 0) {
      return false;
    }
    return (inRegion && (head.has(Columns.TITLE) || isNumbered(head)))
        || head.has(Columns.STATUS)
        || head.has(Columns.PRIORITY)
        || head.has(Columns.OWNER)
        || head.has(Columns.DUE)
        || (regions.isMixed()
            && regions
                .headingAbove(head.lines().first())
                .flatMap(title -> layout.meant(title.name()))
                .isPresent());
  }

  /** Whether the column that may be the one of IDs has an ID in each row. */
  private boolean isNumbered(TableHead head) {
    Set<String> cells = head.id() < 0 ? Set.of() : cells(head, head.id());
    return IdForm.ofCells(cells).isPresent();
  }

  /** The column whose cells are all IDs of a form with letters; -1 if there is none. */
  private int idColumn(TableHead head) {
    for (int column = 0; column < head.columns().size(); column++) {
      Optional<IdForm> form = IdForm.ofCells(cells(head, column));
      if (form.isPresent() && form.get().mention().contains("-[0-9]")) {
        return column;
      }
    }
    return -1;
  }

  /** What a column says, but for nothing. */
  private Set<String> cells(TableHead head, int column) {
    Set<String> cells = new HashSet<>();
    for (int line = head.firstRow(); line <= head.lines().last(); line++) {
      List<String> texts = RowScanner.scan(source, line).texts();
      cells.add(column < texts.size() ? texts.get(column) : "");
    }
    cells.remove("");
    return cells;
  }

  /** Rows with IDs below a heading that names no state. */
  private void homeless(TableHead head, int rows, int first) {
    Optional<Title> above = regions.headingAbove(head.lines().first());
    if (above.isEmpty()) {
      problems.add(
          "unread-rows",
          source.line(first),
          counted(rows) + " not read: there is no heading above this table that names a state",
          "put it below one of " + headings());
      return;
    }
    String text = above.get().text();
    List<String> known = layout.states().stream().map(State::heading).toList();
    Optional<String> near = Nearest.to(above.get().name(), known, ALMOST);
    Optional<State> meant = layout.byHeading(text).or(() -> layout.meant(text));
    String setting = " in the setting 'states' (" + id(text) + " = \"" + text + "\")";
    String ignore = "ignore = [\"" + text + "\"] leaves its tables alone";
    if (meant.isPresent()) {
      boolean twin = layout.byHeading(text).isPresent();
      problems.add(
          "unread-rows",
          above.get().span(),
          counted(rows)
              + " not read: another heading is the state "
              + meant.get().id()
              + " already",
          "move them there, or "
              + (twin ? "give this heading another name" : "make it a state of its own" + setting)
              + "; "
              + ignore);
      return;
    }
    String own =
        regions.isMixed() ? "add a column 'Status', or make it a state" : "make it a state";
    String help =
        near.map(n -> "is this the state '" + n + "'? Then write it so, or name it").orElse(own);
    problems.add(
        "unread-rows",
        above.get().span(),
        counted(rows) + " not read: '" + text + "' is the name of no state",
        help + setting + "; " + ignore);
  }

  private static String id(String heading) {
    String id = PlainName.key(heading).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return id.isEmpty() ? "other" : id;
  }

  private String headings() {
    return layout.states().stream().map(State::heading).collect(Collectors.joining(", "));
  }

  private static String counted(int rows) {
    return rows + (rows == 1 ? " row is" : " rows are");
  }

  /** Whether a cell of an ID column has the ID of no task that was read. */
  private static boolean isUnknown(String cell, Map<TaskId, Task> read) {
    for (IdForm form : IdForm.KNOWN) {
      TaskId id = form.read(cell);
      if (id != null) {
        return !read.containsKey(id);
      }
    }
    return false;
  }

  /** Reports a file that says of no row in which state it is. */
  void nothing() {
    if (!regions.isMixed() || !regions.mixed().isEmpty()) {
      return;
    }
    String wanted = layout.states().stream().map(State::heading).collect(Collectors.joining(", "));
    Optional<Lines> first =
        regions.heads().stream()
            .filter(head -> head.isOfTasks() && !regions.isIgnored(head))
            .map(TableHead::lines)
            .findFirst();
    if (first.isPresent()) {
      int rows = first.get().last() - first.get().first() - 1;
      problems.add(
          "no-section",
          source.line(first.get().first()),
          "no heading and no Status column says in which state "
              + (rows == 1 ? "this row is" : "these " + rows + " rows are"),
          "add a heading above the table, such as: "
              + wanted
              + "; or a column 'Status'; or name its heading in the setting 'states'");
    } else {
      problems.add(
          "no-section",
          source.line(0),
          "this file has no section of a ledger",
          "add headings for: " + wanted);
    }
  }
}
