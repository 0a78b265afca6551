package ledger.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ledger.document.Columns;
import ledger.document.DraftRow;
import ledger.document.Task;
import ledger.document.page.TaskPage;
import ledger.document.page.Transition;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes what {@code --json} prints: see {@code docs/json.md}. */
public final class Json {
  private Json() {}

  public static String write(Object value) {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(value);
  }

  /** An object with its fields in this order: name, value, name, value, and so on. */
  public static Map<String, @Nullable Object> object(@Nullable Object... pairs) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      object.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return object;
  }

  public static Map<String, @Nullable Object> task(Task task) {
    return object(
        "id",
        task.id().value(),
        "state",
        task.state().id(),
        "line",
        task.line() + 1,
        "columns",
        task.values(),
        "roles",
        roles(task));
  }

  /**
   * What the columns are that a file may call something else, under names that are always these.
   */
  private static Map<String, @Nullable Object> roles(Task task) {
    Map<String, @Nullable Object> roles = new LinkedHashMap<>();
    for (int i = 0; i < task.columns().size(); i++) {
      String role = task.columns().get(i).role();
      if (role != null) {
        roles.put(
            role.equals(Columns.BRANCH) ? "branch" : role.toLowerCase(Locale.ROOT),
            task.texts().get(i));
      }
    }
    return roles;
  }

  /** A row that has no ID yet. */
  public static Map<String, @Nullable Object> draft(DraftRow row) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < row.columns().size(); i++) {
      texts.put(row.columns().get(i).name(), row.texts().get(i));
    }
    return object("state", row.state().id(), "line", row.line() + 1, "columns", texts);
  }

  public static List<Map<String, @Nullable Object>> history(Optional<TaskPage> page) {
    return page.map(TaskPage::history).orElse(List.of()).stream().map(Json::transition).toList();
  }

  private static Map<String, @Nullable Object> transition(Transition transition) {
    return object(
        "state",
        transition.state(),
        "date",
        transition.date().toString(),
        "waived",
        transition.waived());
  }

  public static Map<String, @Nullable Object> problem(Problem problem) {
    return object(
        "rule", problem.rule(),
        "severity", problem.severity().name().toLowerCase(Locale.ROOT),
        "path", problem.place().path(),
        "line", problem.place().line(),
        "column", problem.place().column(),
        "message", problem.message(),
        "help", problem.help());
  }
}
