package ledger.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.document.Columns;
import ledger.document.words.PlainName;
import ledger.document.words.StateNames;
import ledger.text.SourceText;

/**
 * Reads lists of checkboxes in markdown: GitHub's, those of Obsidian's Tasks, with its signs for
 * dates and priorities, and Kanban boards, whose headings are states.
 */
final class ChecklistReader {
  private static final Pattern ITEM =
      Pattern.compile("(\\s*)(?:[-*+]|[0-9]+[.)])\\s+\\[(.)\\]\\s+(.*)");
  private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)\\s*#*");
  private static final Pattern FENCE = Pattern.compile("\\s*(```|~~~).*");
  private static final Pattern TAG = Pattern.compile("(?<=^|\\s)#([\\p{L}_][\\p{L}\\p{N}_/-]*)");
  private static final Pattern FIELD =
      Pattern.compile("[\\[(]([A-Za-z][A-Za-z _-]*)::\\s*([^\\])]*)[\\])]");
  private static final Pattern DATED =
      Pattern.compile("([📅📆🗓⏳⌛🛫➕✅❌])\\uFE0F?\\s*([0-9]{4}-[0-9]{2}-[0-9]{2})");
  private static final Pattern RECURS = Pattern.compile("🔁\\uFE0F?\\s*([a-zA-Z0-9, ]+)");
  private static final Pattern NAMED = Pattern.compile("(🆔|⛔)\\uFE0F?\\s*([A-Za-z0-9_, -]+)");
  private static final Pattern PRIORITY = Pattern.compile("[🔺⏫🔼🔽⏬]\\uFE0F?");

  private static final Map<String, String> PRIORITIES =
      Map.of("🔺", "Highest", "⏫", "High", "🔼", "Medium", "🔽", "Low", "⏬", "Lowest");
  private static final Map<String, String> DATES =
      Map.of(
          "📅",
          Columns.DUE,
          "📆",
          Columns.DUE,
          "🗓",
          Columns.DUE,
          "⏳",
          "Scheduled",
          "⌛",
          "Scheduled",
          "🛫",
          Columns.STARTED,
          "➕",
          Columns.CREATED,
          "✅",
          Columns.COMPLETED,
          "❌",
          "Cancelled");
  private static final Map<String, String> STATES =
      Map.of(
          " ",
          "backlog",
          "x",
          "done",
          "X",
          "done",
          "/",
          "in-progress",
          ">",
          "backlog",
          "-",
          "done",
          "?",
          "backlog",
          "!",
          "backlog",
          "<",
          "backlog");

  /** How many lines are named that belong to no task. */
  private static final int MOST = 10;

  private final SourceText source;
  private final List<ForeignTask> tasks = new ArrayList<>();
  private final List<Integer> plain = new ArrayList<>();
  private final List<ForeignTask.Builder> open = new ArrayList<>();
  private String heading = "";
  private boolean state;

  ChecklistReader(SourceText source) {
    this.source = source;
  }

  ForeignList read() {
    boolean fenced = false;
    int from = frontMatter();
    ForeignTask.Builder last = null;
    int indent = 0;
    for (int line = from; line < source.lineCount(); line++) {
      String text = source.line(line).of(source.content());
      if (text.startsWith("%% kanban:settings")) {
        break; // What follows is the board's own.
      }
      fenced ^= FENCE.matcher(text).matches();
      Matcher item = ITEM.matcher(text);
      Matcher title = HEADING.matcher(text);
      if (!fenced && item.matches()) {
        last = item(item, line);
        indent = item.group(1).length();
        open.add(last);
      } else if (!fenced && title.matches()) {
        heading = title.group(1);
        state =
            StateNames.named(PlainName.key(heading))
                .or(() -> StateNames.named(PlainName.unnumbered(PlainName.key(heading))))
                .isPresent();
        last = null;
      } else if (last != null
          && !text.isBlank()
          && text.length() > indent
          && text.substring(0, indent + 1).isBlank()) {
        last.prose(text.strip());
      } else if (!text.isBlank()) {
        last = null;
        plain.add(line);
      }
    }
    open.forEach(task -> tasks.add(task.build()));
    return new ForeignList(List.copyOf(tasks), List.of(), plain());
  }

  /** The lines that belong to no task: each of a few, and how many more there are. */
  private List<String> plain() {
    List<String> said = new ArrayList<>();
    for (int line : plain.subList(0, Math.min(MOST, plain.size()))) {
      said.add("line " + (line + 1) + " '" + text(line).strip() + "'");
    }
    if (plain.size() > MOST) {
      said.add((plain.size() - MOST) + " more lines that belong to no task");
    }
    return said;
  }

  private int frontMatter() {
    if (source.lineCount() > 0 && text(0).equals("---")) {
      for (int line = 1; line < source.lineCount(); line++) {
        if (text(line).equals("---")) {
          return line + 1;
        }
      }
    }
    return 0;
  }

  private String text(int line) {
    return source.line(line).of(source.content()).stripTrailing();
  }

  private ForeignTask.Builder item(Matcher item, int line) {
    ForeignTask.Builder task = new ForeignTask.Builder(line);
    String box = item.group(2);
    String said = STATES.getOrDefault(box, "backlog");
    // A ticked box in a column of the board that is not Done is done all the same.
    task.state(state && !(said.equals("done") || said.equals("in-progress")) ? heading : said);
    if (!state && !heading.isEmpty()) {
      task.put("Section", heading);
    }
    if (box.equals("-")) {
      task.put(Columns.OUTCOME, "cancelled");
    } else if (!STATES.containsKey(box)) {
      task.put("Mark", box);
    }
    String rest = dated(task, item.group(3));
    Matcher recurs = RECURS.matcher(rest);
    if (recurs.find()) {
      task.put("Recurrence", recurs.group(1));
      rest = recurs.replaceFirst("");
    }
    Matcher priority = PRIORITY.matcher(rest);
    if (priority.find()) {
      String sign = priority.group().replace("\uFE0F", "");
      task.put(Columns.PRIORITY, PRIORITIES.getOrDefault(sign, sign));
      rest = priority.replaceFirst("");
    }
    rest = tags(task, fields(task, rest));
    task.put(Columns.TITLE, rest.strip().replaceAll("\\s+", " "));
    return task;
  }

  private static String dated(ForeignTask.Builder task, String text) {
    Matcher named = NAMED.matcher(text);
    String rest = text;
    while (named.find()) {
      if (named.group(1).equals("🆔")) {
        task.key(named.group(2));
      } else {
        task.put(Columns.DEPENDS, named.group(2));
      }
      rest = rest.replace(named.group(), " ");
    }
    Matcher dated = DATED.matcher(rest);
    StringBuilder without = new StringBuilder();
    while (dated.find()) {
      task.put(DATES.getOrDefault(dated.group(1), Columns.DUE), dated.group(2));
      dated.appendReplacement(without, "");
    }
    return dated.appendTail(without).toString();
  }

  /** Fields as Dataview writes them: {@code [due:: 2026-12-01]}. */
  private static String fields(ForeignTask.Builder task, String text) {
    Matcher field = FIELD.matcher(text);
    StringBuilder without = new StringBuilder();
    while (field.find()) {
      task.put(ForeignColumns.named(field.group(1)), field.group(2));
      field.appendReplacement(without, "");
    }
    return field.appendTail(without).toString();
  }

  private static String tags(ForeignTask.Builder task, String text) {
    Matcher tag = TAG.matcher(text);
    StringBuilder without = new StringBuilder();
    while (tag.find()) {
      task.put(Columns.TAGS, tag.group(1));
      tag.appendReplacement(without, "");
    }
    return tag.appendTail(without).toString();
  }
}
