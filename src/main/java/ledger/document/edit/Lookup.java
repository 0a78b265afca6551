package ledger.document.edit;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import ledger.document.Column;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Section;
import ledger.document.State;
import ledger.document.Table;
import ledger.document.TablePlace;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.parse.RowScanner;
import ledger.text.Nearest;
import org.jspecify.annotations.Nullable;

/** Finds what a change names, or refuses and suggests the most similar name. */
public record Lookup(Ledger ledger) {
  /**
   * IDs in one ledger are all alike; from this similarity on, one character is wrong or two are
   * swapped.
   */
  private static final double ALMOST = 0.93;

  /** The row with this ID. */
  Task task(TaskId id) throws Refusal {
    Optional<Task> found = ledger.find(id);
    if (found.isPresent()) {
      return found.get();
    }
    throw unknown(ledger, id.value());
  }

  /**
   * The row with this ID, ignoring case.
   *
   * @throws Refusal if there is none; it names the most similar ID
   */
  public static Task task(Ledger ledger, String id) throws Refusal {
    Optional<Task> found = TaskId.typed(id).flatMap(ledger::find);
    if (found.isPresent()) {
      return found.get();
    }
    throw unknown(ledger, id);
  }

  /** The rows with these IDs, in this order; all rows if none is named. */
  public static List<Task> tasks(Ledger ledger, List<String> ids) throws Refusal {
    if (ids.isEmpty()) {
      return ledger.tasks();
    }
    Set<Task> named = new LinkedHashSet<>();
    for (String id : ids) {
      named.add(task(ledger, id));
    }
    return List.copyOf(named);
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

  Section section(State state) throws Refusal {
    Optional<Section> found = ledger.section(state);
    if (found.isPresent()) {
      return found.get();
    }
    String help = "add the heading '## " + state.heading() + "' with a table below it";
    throw new Refusal("the ledger has no section '" + state.heading() + "'", help);
  }

  /** Where one of the ledger's rows is. */
  RowPlace place(Task task) {
    for (Map.Entry<TablePlace, Table> table : ledger.tables().entrySet()) {
      int index = table.getValue().rows().indexOf(task);
      if (index >= 0) {
        return new RowPlace(table.getKey(), table.getValue(), index);
      }
    }
    throw new IllegalArgumentException(task.id() + " is not in the ledger");
  }

  /** Refuses values for columns that the table does not have. */
  static void known(Map<String, String> values, List<Column> columns, State state) throws Refusal {
    for (String name : values.keySet()) {
      if (Column.indexOf(columns, name) < 0) {
        throw noColumn("'" + state.heading() + "' has no column '" + name + "'", name, columns);
      }
    }
  }

  /** Refuses a priority that the settings do not list: the edited ledger could not be read. */
  static void ranked(Map<String, String> values, Layout layout) throws Refusal {
    String priority = value(values, Columns.PRIORITY);
    if (priority != null && layout.rank(RowScanner.unpadded(priority)) < 0) {
      List<String> known = layout.priorities();
      String near = Nearest.to(priority, known).map(n -> "did you mean " + n + "? ").orElse("");
      throw new Refusal(
          "unknown priority '" + priority + "'",
          near + "known: " + String.join(", ", known) + " (setting 'priorities')");
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

  /** Refuses a value for the ID. */
  static void noId(Map<String, String> values, String help) throws Refusal {
    if (value(values, Columns.ID) != null) {
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

  /** The refusal for a column that does not exist, with the most similar one and a list of all. */
  static Refusal noColumn(String message, String name, List<Column> columns) {
    List<String> names = columns.stream().map(Column::name).distinct().toList();
    String near = Nearest.to(name, names).map(n -> "did you mean " + n + "? ").orElse("");
    return new Refusal(message, near + "its columns: " + String.join(", ", names));
  }

  /** The value for a column, ignoring case. */
  static @Nullable String value(Map<String, String> values, String name) {
    Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(values);
    return byName.get(name);
  }
}
