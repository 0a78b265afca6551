package ledger.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.document.Columns;
import ledger.text.Problem;
import ledger.text.SourceText;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** Reads the tasks of a Backlog.md folder: a file for each, with front matter. */
final class BacklogMdReader {
  private static final Pattern PAGE =
      Pattern.compile("\\uFEFF?---\\R(.*?)\\R---[ \\t]*(?:\\R(.*))?", Pattern.DOTALL);
  private static final Set<String> LEFT = Set.of("updated_date", "ordinal", "onStatusChange");

  private final List<ForeignTask> tasks = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> left = new ArrayList<>();

  ForeignList read(List<SourceText> files) {
    files.forEach(this::file);
    return new ForeignList(List.copyOf(tasks), List.copyOf(problems), List.copyOf(left));
  }

  private void file(SourceText file) {
    Matcher page = PAGE.matcher(file.content());
    if (!page.matches()) {
      add(file, "no-front-matter", "this file has no front matter");
      return;
    }
    Object front;
    try {
      LoadSettings settings = LoadSettings.builder().setSchema(new FailsafeSchema()).build();
      front = new Load(settings).loadFromString(page.group(1));
    } catch (YamlEngineException e) {
      add(file, "bad-yaml", "its front matter cannot be read");
      return;
    }
    ForeignTask.Builder task = new ForeignTask.Builder(0);
    if (front instanceof Map<?, ?> fields) {
      fields.forEach((key, value) -> field(task, String.valueOf(key), value));
    }
    if (page.group(2) != null) {
      task.prose(page.group(2));
    }
    if (task.has(Columns.TITLE)) {
      tasks.add(task.build());
    } else {
      add(file, "no-title", "its front matter has no title");
    }
  }

  private void field(ForeignTask.Builder task, String key, Object value) {
    switch (key) {
      case "id" -> task.key(text(value));
      case "status" -> task.state(text(value));
      case "created_date" -> task.put(Columns.CREATED, text(value).replaceFirst("[ T].*", ""));
      case "labels" -> task.put(Columns.TAGS, text(value));
      case "assignee" -> task.put(Columns.OWNER, text(value));
      case "parent_task_id" -> task.put("Parent", text(value));
      default -> {
        if (!LEFT.contains(key)) {
          task.put(ForeignColumns.named(key), text(value));
        } else if (!left.contains(key)) {
          left.add(key);
        }
      }
    }
  }

  private static String text(Object value) {
    if (value instanceof List<?> items) {
      return String.join(", ", items.stream().map(BacklogMdReader::text).toList());
    }
    return value == null ? "" : String.valueOf(value);
  }

  private void add(SourceText file, String rule, String message) {
    problems.add(Problem.error(rule, file.place(file.line(0)), message, "--partial leaves it out"));
  }
}
