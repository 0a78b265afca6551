package ledger.document.edit;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.document.Column;
import ledger.document.Columns;
import ledger.document.Dates;
import ledger.document.Ledger;
import ledger.document.Section;
import ledger.document.State;
import ledger.document.Table;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.parse.RowScanner;
import ledger.document.words.PriorityScale;
import ledger.text.Nearest;
import org.jspecify.annotations.Nullable;

/** Finds what a change names, or refuses and suggests the most similar name. */
public record Lookup(Ledger ledger) {
  /**
   * IDs in one ledger are all alike; from this similarity on, one character is wrong or two are
   * swapped.
   */
  private static final double ALMOST = 0.93;

  /**
   * The row with this ID, ignoring case and zeros, or with this number, if it is the only one.
   *
   * @throws Refusal if there is none; it names the most similar ID
   */
  public static Task task(Ledger ledger, String id) throws Refusal {
    Optional<TaskId> typed = TaskId.typed(id);
    Optional<Task> found = typed.flatMap(ledger::find);
    if (found.isPresent()) {
      return found.get();
    }
    if (typed.isPresent() && typed.get().prefix().isEmpty()) {
      List<Task> numbered =
          ledger.tasks().stream()
              .filter(task -> task.id().number() == typed.get().number())
              .toList();
      if (numbered.size() == 1) {
        return numbered.getFirst();
      }
      if (numbered.size() > 1) {
        String ids =
            numbered.stream().map(task -> task.id().value()).collect(Collectors.joining(", "));
        throw new Refusal("several tasks have the number " + id, "name one of them: " + ids);
      }
    }
    throw unknown(ledger, id);
  }

  /** The rows with these IDs, in this order; all rows if none is named. */
  public static List<Task> tasks(Ledger ledger, List<String> ids) throws Refusal {
    return ids.isEmpty() ? ledger.tasks() : named(ledger, ids);
  }

  /**
   * The rows with these IDs, ignoring case, each once and in this order.
   *
   * @throws Refusal if there is no such row; it names the most similar ID
   */
  public static List<Task> named(Ledger ledger, List<String> ids) throws Refusal {
    Map<TaskId, Task> rows = new HashMap<>();
    ledger.tasks().forEach(task -> rows.put(task.id(), task));
    SequencedMap<TaskId, Task> named = new LinkedHashMap<>();
    for (String word : ids) {
      Task known = TaskId.typed(word).map(rows::get).orElse(null);
      Task task = known == null ? task(ledger, word) : known;
      named.put(task.id(), task);
    }
    return List.copyOf(named.values());
  }

  /** The refusal for an ID that no row has, naming the most similar one. */
  public static Refusal unknown(Ledger ledger, String id) {
    List<String> known = ledger.tasks().stream().map(task -> task.id().value()).toList();
    String help =
        Nearest.to(id, known, ALMOST)
            .map(near -> "did you mean " + near + "?")
            .orElse("'ledger list' shows all tasks");
    return new Refusal("no task " + id, help);
  }

  /** The section of a state. */
  public Section section(State state) throws Refusal {
    Optional<Section> found = ledger.section(state);
    if (found.isPresent()) {
      return found.get();
    }
    String help = "add the heading '## " + state.heading() + "' with a table below it";
    throw new Refusal("the ledger has no section '" + state.heading() + "'", help);
  }

  /** Refuses values for columns that the table does not have. */
  static void known(Map<String, String> values, List<Column> columns, State state) throws Refusal {
    for (String name : values.keySet()) {
      if (Column.indexOf(columns, name) < 0) {
        throw noColumn("'" + state.heading() + "' has no column '" + name + "'", name, columns);
      }
    }
  }

  /** Refuses a priority that is not on the ledger's scale: the edited ledger could not be read. */
  void ranked(Map<String, String> values) throws Refusal {
    List<String> known = ledger.layout().priorities();
    boolean any = !ledger.layout().wording().ranked() && hasNoPriorities();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      int column = Column.indexOf(columns(), entry.getKey());
      boolean its =
          entry.getKey().equalsIgnoreCase(Columns.PRIORITY)
              || (column >= 0 && Columns.PRIORITY.equals(columns().get(column).role()));
      String text = RowScanner.unpadded(entry.getValue());
      if (its
          && ledger.layout().rank(text) < 0
          && !(any && PriorityScale.of(List.of(text)).isPresent())) {
        throw unranked(entry.getValue(), known);
      }
    }
  }

  /** Whether no row says on which scale its priorities are. */
  private boolean hasNoPriorities() {
    return ledger.tasks().stream().allMatch(task -> task.text(Columns.PRIORITY).isEmpty());
  }

  private static Refusal unranked(String priority, List<String> known) {
    String near = Nearest.to(priority, known).map(n -> "did you mean " + n + "? ").orElse("");
    return new Refusal(
        "unknown priority '" + priority + "'",
        near + "known: " + String.join(", ", known) + " (setting 'priorities')");
  }

  /** Refuses a value for the Status column, if it is what says in which state a row is. */
  void noState(Map<String, String> values, Table table) throws Refusal {
    for (String name : values.keySet()) {
      int column = table.mixed() ? table.indexOf(name) : -1;
      if (column >= 0 && column == table.indexOf(Columns.STATUS)) {
        throw new Refusal(
            "'" + table.columns().get(column).name() + "' says in which state a task is",
            "'ledger move' changes it; 'ledger add --state …' adds a task in another state");
      }
    }
  }

  /** Refuses texts that are not dates in columns whose hint requires dates. */
  static void dated(Map<String, String> values, List<Column> columns) throws Refusal {
    for (Map.Entry<String, String> entry : values.entrySet()) {
      int index = Column.indexOf(columns, entry.getKey());
      String text = RowScanner.unpadded(entry.getValue());
      if (index < 0 || text.isEmpty() || !Dates.asked(columns.get(index)) || Dates.isDate(text)) {
        continue;
      }
      String meant = Dates.meant(text).map(day -> "did you mean " + day + "? ").orElse("");
      throw new Refusal(
          "'%s' is not a date, and the column '%s' has dates"
              .formatted(text, columns.get(index).name()),
          meant + "write YYYY-MM-DD, or leave it empty");
    }
  }

  /** Refuses a value for the ID, whatever its column is called. */
  static void noId(Map<String, String> values, List<Column> columns, String help) throws Refusal {
    int id = Column.indexOf(columns, Columns.ID);
    if (value(values, Columns.ID) != null || value(values, columns, id) != null) {
      throw new Refusal("an ID cannot be set like other cells", help);
    }
  }

  /**
   * Values for columns that a table lacks but another one has, under that other table's name for
   * the column; refuses a column that no table has.
   */
  SequencedMap<String, String> carriedOver(Map<String, String> values, List<Column> columns)
      throws Refusal {
    SequencedMap<String, String> carriedOver = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      String name = entry.getKey();
      if (Column.indexOf(columns, name) < 0) {
        String text = RowScanner.unpadded(entry.getValue());
        int other = Column.indexOf(columns(), name);
        if (other < 0) {
          throw noColumn("no table has a column '" + name + "'", name, columns());
        }
        if (!text.isEmpty()) {
          carriedOver.put(columns().get(other).name(), text);
        }
      }
    }
    return carriedOver;
  }

  /** These columns, followed by those that only other tables have. */
  List<Column> columns(List<Column> first) {
    return Stream.concat(first.stream(), columns().stream()).toList();
  }

  /** Every column of the ledger's tables, each once. */
  List<Column> columns() {
    return ledger.tables().values().stream()
        .flatMap(table -> table.columns().stream())
        .distinct()
        .toList();
  }

  /** What the first table that has such a column calls it; the name itself if none has. */
  String named(String column) {
    int index = Column.indexOf(columns(), column);
    return index < 0 ? column : columns().get(index).name();
  }

  /** The column of a name that a page kept: the user's own, if it is so in any table. */
  Column kept(String name) {
    boolean own =
        columns().stream().anyMatch(c -> c.role() == null && c.name().equalsIgnoreCase(name));
    return own ? new Column(name, null, null) : ledger.layout().columns(List.of(name)).getFirst();
  }

  /** The refusal for a column that does not exist, with the most similar one and a list of all. */
  static Refusal noColumn(String message, String name, List<Column> columns) {
    List<String> names = columns.stream().map(Column::name).distinct().toList();
    String near = Nearest.to(name, names).map(n -> "did you mean " + n + "? ").orElse("");
    return new Refusal(message, near + "its columns: " + String.join(", ", names));
  }

  /** The value for a column of a table, given by its name or role; null if there is none. */
  static @Nullable String value(Map<String, String> values, List<Column> columns, int index) {
    for (Map.Entry<String, String> entry : values.entrySet()) {
      if (Column.indexOf(columns, entry.getKey()) == index) {
        return entry.getValue();
      }
    }
    return null;
  }

  /** The value for a column, ignoring case. */
  static @Nullable String value(Map<String, String> values, String name) {
    Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(values);
    return byName.get(name);
  }
}
