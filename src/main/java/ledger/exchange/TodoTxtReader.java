package ledger.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.document.Columns;
import ledger.text.SourceText;
import org.jspecify.annotations.Nullable;

/** Reads todo.txt: one task a line. */
final class TodoTxtReader {
  private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
  private static final Pattern LINE =
      Pattern.compile(
          "(?:(x)\\s+)?(?:\\(([A-Z])\\)\\s+)?(?:(" + DATE + ")\\s+)?(?:(" + DATE + ")\\s+)?(.*)");
  private static final Pattern PAIR = Pattern.compile("([A-Za-z][A-Za-z0-9_.-]*):([^\\s/:]\\S*)");

  private final SourceText source;

  TodoTxtReader(SourceText source) {
    this.source = source;
  }

  ForeignList read() {
    List<ForeignTask> tasks = new ArrayList<>();
    for (int line = 0; line < source.lineCount(); line++) {
      String text = source.line(line).of(source.content()).strip();
      if (!text.isEmpty()) {
        tasks.add(task(text, line));
      }
    }
    return new ForeignList(List.copyOf(tasks), List.of(), List.of());
  }

  private static ForeignTask task(String text, int line) {
    ForeignTask.Builder task = new ForeignTask.Builder(line);
    Matcher parts = LINE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalStateException("every line has the form: " + text);
    }
    boolean done = parts.group(1) != null;
    task.state(done ? "done" : "backlog");
    put(task, Columns.PRIORITY, parts.group(2));
    put(task, done ? Columns.COMPLETED : Columns.CREATED, parts.group(3));
    put(task, Columns.CREATED, parts.group(4));
    StringBuilder title = new StringBuilder();
    for (String word : parts.group(5).split("\\s+", -1)) {
      Matcher pair = PAIR.matcher(word);
      if (word.length() > 1 && word.charAt(0) == '+') {
        task.put("Project", word.substring(1));
      } else if (word.length() > 1 && word.charAt(0) == '@') {
        task.put("Context", word.substring(1));
      } else if (pair.matches()) {
        pair(task, pair.group(1), pair.group(2));
      } else {
        title.append(title.isEmpty() ? "" : " ").append(word);
      }
    }
    return task.put(Columns.TITLE, title.toString()).build();
  }

  private static void put(ForeignTask.Builder task, String column, @Nullable String text) {
    if (text != null) {
      task.put(column, text);
    }
  }

  private static void pair(ForeignTask.Builder task, String key, String value) {
    switch (key) {
      case "id" -> task.key(value);
      case "state" -> task.state(value);
      case "pri" -> task.put(Columns.PRIORITY, value);
      case "rec" -> task.put("Recurrence", value);
      case "t" -> task.put("Threshold", value);
      default -> task.put(ForeignColumns.named(key), value);
    }
  }
}
