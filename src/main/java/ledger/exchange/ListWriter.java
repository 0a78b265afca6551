package ledger.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import ledger.document.Columns;
import ledger.document.words.ColumnNames;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/** Writes lists of tasks. */
public final class ListWriter {
  public static final List<ExchangeFormat> FORMATS =
      List.of(ExchangeFormat.JSON, ExchangeFormat.CSV, ExchangeFormat.TODO_TXT);

  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern WORD = Pattern.compile("[^\\s/:]\\S*");

  private ListWriter() {}

  /**
   * A list as text.
   *
   * @param lost what the form has no place for, in words
   */
  public record Written(String text, List<String> lost) {}

  /** The tasks in one of {@link #FORMATS}. */
  public static Written write(ExchangeFormat format, List<ForeignTask> tasks) {
    return switch (format) {
      case JSON -> json(tasks);
      case CSV -> csv(tasks);
      case TODO_TXT -> todo(tasks);
      default -> throw new IllegalArgumentException(format + " cannot be written");
    };
  }

  private static Written json(List<ForeignTask> tasks) {
    List<Object> all = new ArrayList<>();
    for (ForeignTask task : tasks) {
      SequencedMap<String, Object> fields = new LinkedHashMap<>();
      fields.put("id", task.key());
      fields.put("state", task.state());
      fields.put("columns", task.cells());
      if (task.prose() != null) {
        fields.put("page", task.prose());
      }
      all.add(fields);
    }
    SequencedMap<String, Object> list = new LinkedHashMap<>();
    list.put("schema", "ledger-export/1");
    list.put("tasks", all);
    String text =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsString(list);
    return new Written(text + "\n", List.of());
  }

  private static Written csv(List<ForeignTask> tasks) {
    Set<String> columns = new LinkedHashSet<>(List.of(Columns.ID, Columns.STATUS));
    tasks.forEach(task -> columns.addAll(task.cells().keySet()));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.copyOf(columns));
    for (ForeignTask task : tasks) {
      List<String> row = new ArrayList<>(List.of(task.key(), task.state()));
      columns.stream().skip(2).forEach(name -> row.add(task.cells().getOrDefault(name, "")));
      rows.add(row);
    }
    String text = new CsvMapper().writer(CsvSchema.emptySchema()).writeValueAsString(rows);
    return new Written(text, prose(tasks));
  }

  private static Written todo(List<ForeignTask> tasks) {
    StringBuilder text = new StringBuilder();
    Set<String> lost = new LinkedHashSet<>(prose(tasks));
    for (ForeignTask task : tasks) {
      Map<String, String> cells = roles(task);
      boolean done = task.state().equals("done");
      String priority = cells.getOrDefault(Columns.PRIORITY, "");
      List<String> words = new ArrayList<>();
      if (done) {
        words.add("x");
      } else if (priority.matches("[A-Z]")) {
        words.add("(" + priority + ")");
      }
      String completed = cells.getOrDefault(Columns.COMPLETED, "");
      String created = cells.getOrDefault(Columns.CREATED, "");
      boolean dated = done && DAY.matcher(completed).matches();
      boolean began = (!done || dated) && DAY.matcher(created).matches();
      if (dated) {
        words.add(completed);
      }
      if (began) {
        words.add(created);
      }
      words.add(cells.getOrDefault(Columns.TITLE, cells.getOrDefault(Columns.DESCRIPTION, "")));
      words.add("id:" + task.key());
      if (!done && !task.state().equals("backlog")) {
        words.add("state:" + task.state());
      }
      cells.forEach(
          (name, value) -> {
            boolean said =
                name.equals(Columns.TITLE)
                    || (name.equals(Columns.DESCRIPTION) && !cells.containsKey(Columns.TITLE))
                    || (name.equals(Columns.COMPLETED) && dated)
                    || (name.equals(Columns.CREATED) && began)
                    || (name.equals(Columns.PRIORITY) && words.contains("(" + value + ")"));
            if (!said) {
              pair(words, name, value, task, lost);
            }
          });
      text.append(String.join(" ", words)).append('\n');
    }
    return new Written(text.toString(), List.copyOf(lost));
  }

  /** A value of one word; todo.txt has no place for others. */
  private static void pair(
      List<String> words, String name, String value, ForeignTask task, Set<String> lost) {
    String key = name.equals(Columns.PRIORITY) ? "pri" : name.replaceAll("[^A-Za-z0-9]+", "-");
    if (key.matches("[A-Za-z].*[A-Za-z0-9]") && WORD.matcher(value).matches()) {
      words.add(key + ":" + value);
    } else {
      lost.add(task.key() + ": " + name);
    }
  }

  /** The cells with columns that have a role by its usual name. */
  private static Map<String, String> roles(ForeignTask task) {
    List<String> names = List.copyOf(task.cells().keySet());
    List<String> roles = new ArrayList<>(ColumnNames.roles(names, Map.of()));
    Map<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String role = roles.get(i);
      cells.put(role == null ? names.get(i) : role, task.cells().getOrDefault(names.get(i), ""));
    }
    return cells;
  }

  private static List<String> prose(List<ForeignTask> tasks) {
    return tasks.stream()
        .filter(task -> task.prose() != null)
        .map(task -> task.key() + ": its page")
        .toList();
  }
}
