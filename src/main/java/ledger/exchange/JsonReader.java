package ledger.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import ledger.document.Columns;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.text.Span;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/** Reads lists in JSON: Taskwarrior's, GitHub's issues, and our own. */
final class JsonReader {
  private static final Map<String, String> WARRIOR_STATES =
      Map.of(
          "pending", "backlog", "waiting", "backlog", "recurring", "backlog", "completed", "done");

  /** What Taskwarrior computes anew. */
  private static final Set<String> COMPUTED = Set.of("id", "urgency", "modified", "mask", "imask");

  private final SourceText source;
  private final List<ForeignTask> tasks = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> left = new ArrayList<>();

  JsonReader(SourceText source) {
    this.source = source;
  }

  /** Tasks of {@code task export}. */
  ForeignList taskwarrior() {
    each(this::warrior);
    return list();
  }

  /** Issues of {@code gh issue list --json …}. */
  ForeignList github() {
    each(this::issue);
    return list();
  }

  /** What {@code ledger export} and {@code ledger list --json} write. */
  ForeignList own() {
    each(
        (node, at) -> {
          for (JsonNode task : node.path("tasks")) {
            ForeignTask.Builder made =
                new ForeignTask.Builder(0)
                    .key(task.path("id").asString(""))
                    .state(task.path("state").asString(""));
            for (String from : List.of("columns", "kept")) {
              task.path(from)
                  .properties()
                  .forEach(cell -> made.put(cell.getKey(), cell.getValue().asString("")));
            }
            made.prose(task.path("page").asString(""));
            add(made, tasks.size() + 1);
          }
        });
    return list();
  }

  private ForeignList list() {
    return new ForeignList(List.copyOf(tasks), List.copyOf(problems), List.copyOf(left));
  }

  private void each(BiConsumer<JsonNode, Integer> reader) {
    try (MappingIterator<JsonNode> nodes =
        JsonMapper.shared().readerFor(JsonNode.class).readValues(source.content().strip())) {
      for (int at = 1; nodes.hasNext(); at++) {
        reader.accept(nodes.next(), at);
      }
    } catch (JacksonException e) {
      TokenStreamLocation place = e.getLocation();
      int line = place == null ? 0 : Math.min(place.getLineNr(), source.lineCount()) - 1;
      problems.add(
          Problem.error(
              "bad-json",
              source.place(source.line(Math.max(line, 0))),
              "this is not JSON: " + e.getOriginalMessage(),
              "write the list to a file again"));
    }
  }

  private void add(ForeignTask.Builder task, int at) {
    if (task.has(Columns.TITLE)) {
      tasks.add(task.build());
    } else {
      problems.add(
          Problem.error(
              "no-title",
              source.place(new Span(0, 0)),
              "entry " + at + " has no title",
              "--partial leaves it out"));
    }
  }

  private void warrior(JsonNode node, int at) {
    String status = node.path("status").asString("pending");
    ForeignTask.Builder task = new ForeignTask.Builder(0).key(node.path("uuid").asString(""));
    if (status.equals("deleted")) {
      left.add("deleted: " + node.path("description").asString("entry " + at));
      return;
    }
    boolean begun = status.equals("pending") && node.has("start");
    task.state(begun ? "in-progress" : WARRIOR_STATES.getOrDefault(status, status));
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      String name = field.getKey();
      switch (name) {
        case "uuid" -> {}
        case "status" -> {
          if (status.equals("waiting") || status.equals("recurring")) {
            task.put("Kind", status);
          }
        }
        case "description" -> task.put(Columns.TITLE, value.asString(""));
        case "annotations" -> value.forEach(a -> annotation(task, a));
        case "entry" -> task.put(Columns.CREATED, day(value));
        case "end" -> task.put(Columns.COMPLETED, day(value));
        case "start" -> task.put(Columns.STARTED, day(value));
        case "due", "wait", "scheduled", "until" ->
            task.put(ForeignColumns.named(name), day(value));
        case "recur" -> task.put("Recurrence", value.asString(""));
        default -> {
          if (!COMPUTED.contains(name)) {
            texts(task, ForeignColumns.named(name), value);
          } else if (!left.contains(name)) {
            left.add(name);
          }
        }
      }
    }
    add(task, at);
  }

  private static void annotation(ForeignTask.Builder task, JsonNode annotation) {
    task.put(
        Columns.NOTES,
        day(annotation.path("entry")) + " " + annotation.path("description").asString(""));
  }

  /** The day of a time such as {@code 20261201T093000Z} or {@code 2026-12-01T09:30:00Z}. */
  private static String day(JsonNode value) {
    String text = value.asString("");
    return text.matches("[0-9]{8}T.*")
        ? text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6, 8)
        : text.replaceFirst("T.*", "");
  }

  private void issue(JsonNode node, int at) {
    ForeignTask.Builder task = new ForeignTask.Builder(0);
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      switch (field.getKey()) {
        case "number" -> task.key("#" + value.asString(""));
        case "title" -> task.put(Columns.TITLE, value.asString(""));
        case "state" ->
            task.state(value.asString("").equalsIgnoreCase("closed") ? "done" : "backlog");
        case "body" -> task.prose(value.asString(""));
        case "assignees" -> texts(task, Columns.OWNER, value);
        case "labels" -> texts(task, Columns.TAGS, value);
        case "createdAt", "created_at" -> task.put(Columns.CREATED, day(value));
        case "closedAt", "closed_at" -> task.put(Columns.COMPLETED, day(value));
        case "updatedAt", "updated_at", "id", "closed" -> leave(field.getKey());
        default -> texts(task, ForeignColumns.named(field.getKey()), value);
      }
    }
    add(task, at);
  }

  private void leave(String field) {
    if (!left.contains(field)) {
      left.add(field);
    }
  }

  /** A value's text, or those of its items: an object's name, title or login. */
  private static void texts(ForeignTask.Builder task, String column, JsonNode value) {
    if (value.isArray()) {
      value.forEach(item -> texts(task, column, item));
    } else if (value.isObject()) {
      for (String name : List.of("name", "title", "login", "body")) {
        if (value.has(name)) {
          task.put(column, value.path(name).asString(""));
          return;
        }
      }
      task.put(column, value.isEmpty() ? "" : value.toString());
    } else if (!value.isNull()) {
      task.put(column, value.asString(""));
    }
  }
}
