package ledger.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import ledger.document.PageFacts.Place;
import ledger.text.Edit;
import ledger.text.Edits;
import ledger.text.Nearest;
import ledger.text.SourceText;
import ledger.text.Span;
import org.jspecify.annotations.Nullable;

/** Turns a change into splices. Pure: reads a ledger and a page, writes nothing. */
final class Planner {
  private final Ledger ledger;
  private final Layout layout;
  private final SourceText source;

  private Planner(Ledger ledger, Layout layout) {
    this.ledger = ledger;
    this.layout = layout;
    this.source = ledger.source();
  }

  static Plan plan(Ledger ledger, Layout layout, Change change, Optional<TaskPage> page)
      throws Refusal {
    Planner planner = new Planner(ledger, layout);
    return switch (change) {
      case Change.Move move -> planner.move(move, page.map(TaskPage::facts).orElse(PageFacts.NONE));
      case Change.Add add -> planner.add(add);
      case Change.SetCells set -> planner.set(set);
      case Change.Sort sort -> planner.sort(sort);
    };
  }

  private Plan move(Change.Move move, PageFacts facts) throws Refusal {
    Task task = task(move.id());
    if (task.state().equals(move.to())) {
      return new Plan(Edits.NONE, Meaning.of(ledger), Optional.empty());
    }
    Section from = section(task.state());
    int fromTable = tableOf(from, task);
    Section to = section(move.to());
    Place place = facts.places().get(move.to().id());
    int toTable = place == null || place.table() >= to.tables().size() ? 0 : place.table();
    Table target = to.tables().get(toTable);
    known(move.values(), target.columns(), move.to());
    List<String> values = new ArrayList<>();
    for (Column column : target.columns()) {
      values.add(value(column, task, move, facts));
    }
    Row row = row(target, values, place);
    Edits edits = Edits.of(List.of(deletion(task), row.edit));
    int index = from.tables().get(fromTable).rows().indexOf(task);
    Meaning expected =
        Meaning.of(ledger)
            .without(from.state(), fromTable, index)
            .with(move.to(), toTable, row.index, values);
    Place left = place(task, fromTable, from.tables().get(fromTable), index);
    return new Plan(edits, expected, Optional.of(left(facts, move, task, left, target)));
  }

  /**
   * The first of: what the user said, the row's own cell, what the page holds, today for a date, a
   * default.
   */
  private static String value(Column column, Task task, Change.Move move, PageFacts facts) {
    String name = column.name();
    String said = lookup(move.values(), name);
    if (said != null) {
      return RowScanner.unpadded(said);
    }
    if (task.indexOf(name) >= 0) {
      return task.text(name);
    }
    String held = facts.held(name);
    if (!held.isEmpty() || facts.places().containsKey(move.to().id())) {
      return held; // Also an empty one, if the row was here before: it comes back as it was.
    }
    if (name.equalsIgnoreCase(Columns.STARTED) || name.equalsIgnoreCase(Columns.COMPLETED)) {
      return move.date().toString();
    }
    String fallback = lookup(move.defaults(), name);
    return fallback == null ? "" : RowScanner.unpadded(fallback);
  }

  /** The page's facts once the row has left its table. */
  private PageFacts left(PageFacts facts, Change.Move move, Task task, Place left, Table target) {
    SequencedMap<String, String> held = new LinkedHashMap<>(facts.held());
    task.values()
        .forEach(
            (column, text) -> {
              held.keySet().removeIf(column::equalsIgnoreCase);
              if (!text.isEmpty()) {
                held.put(column, text);
              }
            });
    held.keySet().removeIf(column -> target.indexOf(column) >= 0);
    SequencedMap<String, Place> places = new LinkedHashMap<>(facts.places());
    places.remove(move.to().id());
    places.put(task.state().id(), left);
    List<Transition> history = new ArrayList<>(facts.history());
    history.add(new Transition(move.to().id(), move.date(), move.waived()));
    return new PageFacts(List.copyOf(history), held, places);
  }

  private Place place(Task task, int number, Table table, int index) {
    String after = index == 0 ? null : table.rows().get(index - 1).id().value();
    String line = source.line(task.line()).of(source.content());
    List<Task> others = new ArrayList<>(table.rows());
    others.remove(index);
    Table rest = new Table(table.columns(), table.header(), table.headerLine(), others);
    String rebuilt = new RowStyle(source, rest, index).row(List.copyOf(task.values().values()));
    return new Place(
        number,
        after,
        rebuilt.equals(line) ? null : line,
        oddEnd(task.line()),
        !Order.fits(rest, layout, index, task.text(Columns.PRIORITY)));
  }

  /** The line end that an insertion would not give again; null where it would. */
  private @Nullable String oddEnd(int line) {
    String above = end(line - 1);
    if (end(line).isEmpty()) {
      return above.equals(lineEnd()) ? null : above;
    }
    return end(line).equals(above) ? null : end(line);
  }

  private String end(int line) {
    return source.content().substring(source.line(line).end(), source.fullLine(line).end());
  }

  private Plan add(Change.Add add) throws Refusal {
    Table target = section(add.to()).table();
    known(add.values(), target.columns(), add.to());
    List<String> values = new ArrayList<>();
    for (Column column : target.columns()) {
      String said = lookup(add.values(), column.name());
      values.add(
          column.name().equalsIgnoreCase(Columns.ID)
              ? add.id().value()
              : said == null ? "" : RowScanner.unpadded(said));
    }
    Row row = row(target, values, null);
    Meaning expected = Meaning.of(ledger).with(add.to(), 0, row.index, values);
    return new Plan(Edits.of(List.of(row.edit)), expected, Optional.empty());
  }

  private Plan set(Change.SetCells set) throws Refusal {
    Task task = task(set.id());
    known(set.values(), task.columns(), task.state());
    List<Edit> edits = new ArrayList<>();
    List<String> values = new ArrayList<>(task.values().values());
    for (Map.Entry<String, String> entry : set.values().entrySet()) {
      int index = task.indexOf(entry.getKey());
      String text = RowScanner.unpadded(entry.getValue());
      if (index == task.indexOf(Columns.ID)) {
        throw new Refusal(
            "an ID does not change", "add a task with the new ID, or use another column");
      }
      if (!text.equals(task.cells().get(index).text())) {
        edits.add(RowStyle.edit(source, task, index, text));
        values.set(index, text);
      }
    }
    Section section = section(task.state());
    int table = tableOf(section, task);
    int row = section.tables().get(table).rows().indexOf(task);
    Meaning expected =
        Meaning.of(ledger).without(task.state(), table, row).with(task.state(), table, row, values);
    return new Plan(Edits.of(edits), expected, Optional.empty());
  }

  private Plan sort(Change.Sort sort) {
    List<Edit> edits = new ArrayList<>();
    Meaning expected = Meaning.of(ledger);
    for (Section section : ledger.sections()) {
      if (!sort.states().contains(section.state())) {
        continue;
      }
      for (int t = 0; t < section.tables().size(); t++) {
        List<Task> rows = section.tables().get(t).rows();
        List<Task> sorted = Order.sorted(section.tables().get(t), layout);
        for (int i = 0; i < rows.size(); i++) {
          if (!rows.get(i).equals(sorted.get(i))) {
            edits.add(
                new Edit(
                    source.line(rows.get(i).line()),
                    source.line(sorted.get(i).line()).of(source.content())));
          }
        }
        expected =
            expected.with(
                section.state(),
                t,
                sorted.stream().map(row -> row.cells().stream().map(Cell::text).toList()).toList());
      }
    }
    return new Plan(Edits.of(edits), expected, Optional.empty());
  }

  /** A new row's splice and its index in the table. */
  private record Row(Edit edit, int index) {}

  private Row row(Table table, List<String> values, @Nullable Place place) {
    int index = Order.position(table, layout, values, place);
    String line = line(table, index, values, place);
    int above = index == 0 ? table.delimiterLine() : table.rows().get(index - 1).line();
    int at = source.fullLine(above).end();
    String kept = place == null ? null : place.end();
    if (end(above).isEmpty()) {
      return new Row(Edit.insert(at, (kept == null ? lineEnd() : kept) + line), index);
    }
    return new Row(Edit.insert(at, line + (kept == null ? end(above) : kept)), index);
  }

  /** The kept line if it still says the same, else a line in the style of its neighbours. */
  private String line(Table table, int index, List<String> values, @Nullable Place place) {
    if (place != null && place.row() != null) {
      String kept = place.row();
      List<String> texts =
          RowScanner.scan(kept, new Span(0, kept.length())).stream().map(Cell::text).toList();
      if (texts.equals(values)) {
        return kept;
      }
    }
    return new RowStyle(source, table, index).row(values);
  }

  /**
   * Removes the row's line; the last line of a file without a last newline goes with the line end
   * before it.
   */
  private Edit deletion(Task task) {
    Span full = source.fullLine(task.line());
    if (source.line(task.line()).end() == full.end()) {
      return Edit.delete(new Span(source.line(task.line() - 1).end(), full.end()));
    }
    return Edit.delete(full);
  }

  private String lineEnd() {
    String first = end(0);
    return first.isEmpty() ? "\n" : first;
  }

  private Task task(TaskId id) throws Refusal {
    Optional<Task> found = ledger.find(id);
    if (found.isPresent()) {
      return found.get();
    }
    throw unknown(ledger, id.value());
  }

  /** The refusal for an ID that no row has, with the nearest one that exists. */
  static Refusal unknown(Ledger ledger, String id) {
    List<String> known = ledger.tasks().stream().map(task -> task.id().value()).toList();
    String help =
        Nearest.to(id, known)
            .map(near -> "did you mean " + near + "?")
            .orElse("'ledger list' shows all tasks");
    return new Refusal("no task " + id, help);
  }

  private Section section(State state) throws Refusal {
    Optional<Section> found = ledger.section(state);
    if (found.isPresent()) {
      return found.get();
    }
    String help = "add the heading '## " + state.heading() + "' with a table below it";
    throw new Refusal("the ledger has no section '" + state.heading() + "'", help);
  }

  private static int tableOf(Section section, Task task) {
    for (int i = 0; i < section.tables().size(); i++) {
      if (section.tables().get(i).rows().contains(task)) {
        return i;
      }
    }
    throw new IllegalStateException(task.id() + " is not in its section");
  }

  private static void known(Map<String, String> values, List<Column> columns, State state)
      throws Refusal {
    for (String name : values.keySet()) {
      if (Column.indexOf(columns, name) < 0) {
        List<String> names = columns.stream().map(Column::name).toList();
        String near = Nearest.to(name, names).map(n -> "did you mean " + n + "? ").orElse("");
        throw new Refusal(
            "'" + state.heading() + "' has no column '" + name + "'",
            near + "its columns: " + String.join(", ", names));
      }
    }
  }

  private static @Nullable String lookup(Map<String, String> values, String name) {
    Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(values);
    return byName.get(name);
  }

  /** The order of rows in a table that has a priority column. */
  static final class Order {
    private Order() {}

    static List<Task> sorted(Table table, Layout layout) {
      List<Task> sorted = new ArrayList<>(table.rows());
      if (table.indexOf(Columns.PRIORITY) >= 0) {
        sorted.sort(Comparator.comparingInt(task -> layout.rank(task.text(Columns.PRIORITY))));
      }
      return sorted;
    }

    /**
     * Where it stood, if that keeps the order; else behind its equals; at the top where there are
     * no priorities.
     */
    static int position(Table table, Layout layout, List<String> values, @Nullable Place place) {
      List<Task> rows = table.rows();
      int column = table.indexOf(Columns.PRIORITY);
      int rank = column < 0 ? 0 : layout.rank(values.get(column));
      if (place != null) {
        int index = place.after() == null ? 0 : indexAfter(rows, place.after());
        if (index >= 0
            && (place.unsorted()
                || column < 0
                || fits(table, layout, index, values.get(column))
                || !sorted(table, layout).equals(rows))) {
          return index;
        }
      }
      if (column < 0) {
        return 0;
      }
      int index = rows.size();
      while (index > 0 && layout.rank(rows.get(index - 1).text(Columns.PRIORITY)) > rank) {
        index--;
      }
      return index;
    }

    private static int indexAfter(List<Task> rows, String id) {
      for (int i = 0; i < rows.size(); i++) {
        if (rows.get(i).id().value().equals(id)) {
          return i + 1;
        }
      }
      return -1;
    }

    /** Whether a row of this priority keeps the order there; always true without priorities. */
    static boolean fits(Table table, Layout layout, int index, String priority) {
      if (table.indexOf(Columns.PRIORITY) < 0) {
        return true;
      }
      List<Task> rows = table.rows();
      int rank = layout.rank(priority);
      boolean above = index == 0 || layout.rank(rows.get(index - 1).text(Columns.PRIORITY)) <= rank;
      boolean below =
          index == rows.size() || layout.rank(rows.get(index).text(Columns.PRIORITY)) >= rank;
      return above && below;
    }
  }
}
