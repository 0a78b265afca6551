package ledger.document.parse;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.document.Columns;
import ledger.document.IdForm;
import ledger.document.Layout;
import ledger.document.State;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.parse.Outline.Lines;
import ledger.document.parse.Outline.Title;
import ledger.document.words.PlainName;
import ledger.text.Nearest;
import ledger.text.SourceText;
import ledger.text.Span;

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
    Set<Integer> known = new HashSet<>(); // Where they begin: a record's own hash is slow at first.
    regions.mixed().forEach(head -> known.add(head.lines().first()));
    regions
        .all()
        .forEach(region -> region.tables().forEach(head -> known.add(head.lines().first())));
    for (TableHead head : regions.heads()) {
      if (!known.contains(head.lines().first()) && !regions.isIgnored(head)) {
        table(head, read, prefixes);
      }
    }
    strays(read, prefixes);
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

  private void table(TableHead head, Map<TaskId, Task> read, Set<String> prefixes) {
    boolean inRegion = regions.at(head.lines().first()).isPresent();
    int rows = 0;
    int first = -1;
    for (int line = head.firstRow(); line <= head.lines().last(); line++) {
      List<String> texts = RowScanner.scan(source, line).texts();
      boolean task =
          head.isOfTasks()
              ? head.id() < texts.size() && isUnknown(texts.get(head.id()), read)
              : texts.stream().anyMatch(text -> isOwn(text, read, prefixes));
      rows += task ? 1 : 0;
      first = task && first < 0 ? line : first;
    }
    int called = rows == 0 || head.isOfTasks() ? -1 : idColumn(head);
    if (rows == 0 && (inRegion || read.isEmpty())) {
      called = idColumn(head);
      boolean tasks = called >= 0 || (head.has(Columns.TITLE) && isList(head, inRegion));
      rows = tasks ? head.lines().last() - head.firstRow() + 1 : 0;
      first = head.firstRow();
    }
    if (rows > 0 && head.isOfTasks()) {
      homeless(head, rows, first);
    } else if (rows > 0) {
      String help =
          called < 0
              ? "add a column 'ID' with empty cells; 'ledger check --fix' then numbers the rows"
              : "the setting columns.id = [\"%s\"] makes '%s' one"
                  .formatted(head.columns().get(called).name(), head.columns().get(called).name());
      problems.add(
          "no-id-column",
          source.line(head.lines().first()),
          "this table has no column of IDs, so " + counted(rows) + " not read",
          help);
    }
  }

  /**
   * In a state's section titles make a list of tasks; elsewhere it needs another of their columns.
   */
  private boolean isList(TableHead head, boolean inRegion) {
    return inRegion
        || head.has(Columns.STATUS)
        || head.has(Columns.PRIORITY)
        || head.has(Columns.OWNER)
        || head.has(Columns.DUE);
  }

  /** The column whose cells are all IDs of a form with letters; -1 if there is none. */
  private int idColumn(TableHead head) {
    for (int column = 0; column < head.columns().size(); column++) {
      Set<String> cells = new HashSet<>();
      for (int line = head.firstRow(); line <= head.lines().last(); line++) {
        List<String> texts = RowScanner.scan(source, line).texts();
        cells.add(column < texts.size() ? texts.get(column) : "");
      }
      cells.remove("");
      Optional<IdForm> form = IdForm.ofCells(cells);
      if (form.isPresent() && form.get().mention().contains("-[0-9]")) {
        return column;
      }
    }
    return -1;
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
    Optional<State> meant = layout.meant(text);
    String ignore = "ignore = [\"" + text + "\"] leaves its tables alone";
    String help =
        meant
            .map(
                state ->
                    "another heading is the state "
                        + state.id()
                        + " already; give this one a state of its own")
            .or(() -> near.map(n -> "is this the state '" + n + "'? Then write it so, or name it"))
            .orElse(
                regions.isMixed()
                    ? "add a column 'Status', or make it a state"
                    : "make it a state");
    problems.add(
        "unread-rows",
        above.get().span(),
        counted(rows) + " not read: '" + text + "' is the name of no state",
        help + " in the setting 'states' (" + id(text) + " = \"" + text + "\"); " + ignore);
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

  /** Whether a cell has an ID like those of the ledger that none of its tasks has. */
  private boolean isOwn(String cell, Map<TaskId, Task> read, Set<String> prefixes) {
    TaskId id = layout.ids().read(cell);
    return id != null && prefixes.contains(id.prefix()) && !read.containsKey(id);
  }

  /** Reports rows outside of every table: those of one region together, at the first. */
  private void strays(Map<TaskId, Task> read, Set<String> prefixes) {
    BitSet known = new BitSet();
    for (TableHead head : regions.heads()) {
      known.set(head.lines().first(), head.lines().last() + 1);
    }
    outline.opaque().forEach(lines -> known.set(lines.first(), lines.last() + 1));
    outline.indented().forEach(lines -> known.clear(lines.first(), lines.last() + 1));
    SequencedMap<Integer, List<Integer>> found = new LinkedHashMap<>();
    for (int line = known.nextClearBit(0);
        line < source.lineCount();
        line = known.nextClearBit(line + 1)) {
      Span span = source.line(line);
      if (source.content().indexOf('|', span.start(), span.end()) < 0
          || reported.contains(line)
          || regions.isIgnored(line)) {
        continue;
      }
      int region = regions.at(line).map(Regions.Region::first).orElse(-1);
      if (isRow(line, region >= 0, read, prefixes)) {
        found.computeIfAbsent(region, its -> new ArrayList<>()).add(line);
      }
    }
    found
        .values()
        .forEach(
            rows ->
                problems.add(
                    "stray-row",
                    source.line(rows.getFirst()),
                    rows.size() == 1
                        ? "this row is not in a table"
                        : "this row is not in a table, and neither are more below: "
                            + (rows.size() - 1),
                    "join it to its table, with no empty line, indentation or other text between"
                        + " header, delimiter row and rows; an example goes between ``` fences"));
  }

  private boolean isRow(int line, boolean inRegion, Map<TaskId, Task> read, Set<String> prefixes) {
    List<String> texts = RowScanner.scan(source, line).texts();
    for (int i = 0; i < texts.size(); i++) {
      String text = i == 0 ? texts.get(0).replaceFirst("^[\\s>*+-]+", "") : texts.get(i);
      boolean first = i == 0 || (i == 1 && texts.getFirst().matches("[\\s>*+-]*"));
      if (inRegion && first && layout.ids().read(text) != null && hasLetter(text)) {
        return true;
      }
      if (isOwn(text, read, prefixes)) {
        return true;
      }
      if (inRegion && read.isEmpty() && layout.ids().read(text) != null && hasLetter(text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasLetter(String text) {
    return text.chars().anyMatch(Character::isLetter);
  }
}
