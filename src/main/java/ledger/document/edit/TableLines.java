package ledger.document.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import ledger.document.Table;
import ledger.document.Task;
import ledger.text.SourceText;
import ledger.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * How the lines of a table end, and what is in it besides its tasks: rows without an ID, or without
 * text. Both stay where they are while tasks come and go.
 */
final class TableLines {
  private static final String CR = "\r";

  private final SourceText source;

  /** How lines end, the delimiter row's first. */
  private final List<String> ends = new ArrayList<>();

  /** What is below each of these lines, above the next task. */
  private final List<List<Aside>> asides = new ArrayList<>();

  /** Whether a line feed comes right after the table, with which a carriage return would unite. */
  private final boolean beforeLf;

  /** A line of the table that is not a task. */
  record Aside(int line, String text, String end) {}

  TableLines(SourceText source, Table table) {
    this.source = source;
    Set<Integer> tasks = table.rows().stream().map(Task::line).collect(Collectors.toSet());
    tasks.add(table.delimiterLine());
    for (int line = table.delimiterLine(); line <= table.lastLine(); line++) {
      if (tasks.contains(line)) {
        ends.add(end(line));
        asides.add(new ArrayList<>());
      } else {
        asides.getLast().add(new Aside(line, source.line(line).of(source.content()), end(line)));
      }
    }
    int after = source.fullLine(table.lastLine()).end();
    this.beforeLf = after < source.content().length() && source.content().charAt(after) == '\n';
  }

  /** The lines that are not tasks, as their line numbers in the source. */
  Set<Integer> others() {
    return asides.stream().flatMap(List::stream).map(Aside::line).collect(Collectors.toSet());
  }

  /** Gives the line that was at {@code line} another text. */
  void rewrite(int line, UnaryOperator<String> change) {
    for (List<Aside> below : asides) {
      below.replaceAll(
          aside ->
              aside.line() == line
                  ? new Aside(line, change.apply(aside.text()), aside.end())
                  : aside);
    }
  }

  /**
   * Makes room for a row.
   *
   * @param kept how its line ended when it was here before; null if it was not, or as its
   *     neighbour's
   * @param below how many lines that are not tasks are between it and the row above
   */
  void insert(int index, @Nullable String kept, int below) {
    List<Aside> lines = asides.get(index);
    int skipped = Math.min(below, lines.size());
    boolean last = index == ends.size() - 1 && skipped == lines.size();
    asides.set(index, new ArrayList<>(lines.subList(0, skipped)));
    asides.add(index + 1, new ArrayList<>(lines.subList(skipped, lines.size())));
    String above = endAbove(index);
    if (kept != null && kept.equals(CR) && beforeLf && last) {
      // Below the row it would form one line ending with what follows.
      setEndAbove(index, kept);
      ends.add(index + 1, above);
    } else if (above.isEmpty()) {
      setEndAbove(index, kept == null ? lineEnd() : kept);
      ends.add(index + 1, "");
    } else {
      ends.add(index + 1, kept == null ? above : kept);
    }
  }

  /**
   * Takes a row's line out. If that is the last line of a file without a final newline, the line
   * ending before it goes as well; so does a row between a CR and an LF.
   */
  void remove(int index) {
    boolean parts = parts(index);
    String own = ends.remove(index + 1);
    if (own.isEmpty() || parts) {
      setEndAbove(index, own);
    }
    asides.get(index).addAll(asides.remove(index + 1));
  }

  /** Makes the line that was at {@code line} that of a row; its index, or -1 if it is not here. */
  int adopt(int line) {
    for (int i = 0; i < asides.size(); i++) {
      List<Aside> lines = asides.get(i);
      for (int at = 0; at < lines.size(); at++) {
        if (lines.get(at).line() == line) {
          ends.add(i + 1, lines.get(at).end());
          asides.add(i + 1, new ArrayList<>(lines.subList(at + 1, lines.size())));
          asides.set(i, new ArrayList<>(lines.subList(0, at)));
          return i;
        }
      }
    }
    return -1;
  }

  /** How many lines that are not tasks are right above a row. */
  int above(int index) {
    return asides.get(index).size();
  }

  /** The line ending of a row, if an insertion would not restore it; null if it would. */
  @Nullable String oddEnd(int index) {
    String above = endAbove(index);
    String own = ends.get(index + 1);
    if (parts(index)) {
      return above;
    }
    if (own.isEmpty()) {
      return above.equals(lineEnd()) ? null : above;
    }
    return own.equals(above) ? null : own;
  }

  /** What is between a row, or the delimiter row, and the next row. */
  String after(int index) {
    if (asides.get(index).isEmpty()) {
      return ends.get(index);
    }
    StringBuilder text = new StringBuilder(ends.get(index));
    asides.get(index).forEach(aside -> text.append(aside.text()).append(aside.end()));
    return text.toString();
  }

  /** How the line above a row ends. */
  private String endAbove(int index) {
    List<Aside> lines = asides.get(index);
    return lines.isEmpty() ? ends.get(index) : lines.getLast().end();
  }

  private void setEndAbove(int index, String end) {
    List<Aside> lines = asides.get(index);
    if (lines.isEmpty()) {
      ends.set(index, end);
    } else {
      Aside last = lines.removeLast();
      lines.add(new Aside(last.line(), last.text(), end));
    }
  }

  /** Whether the row separates a CR from an LF, which would be one line ending without it. */
  private boolean parts(int index) {
    return beforeLf
        && index == ends.size() - 2
        && asides.get(index + 1).isEmpty()
        && endAbove(index).equals(CR);
  }

  /** The line ending of a text's first line stands for all of them. */
  private String lineEnd() {
    String first = end(0);
    return first.isEmpty() ? "\n" : first;
  }

  private String end(int line) {
    String content = source.content();
    Span text = source.line(line);
    int length = source.fullLine(line).end() - text.end();
    return length == 1 && content.charAt(text.end()) == '\n'
        ? "\n"
        : content.substring(text.end(), text.end() + length);
  }
}
