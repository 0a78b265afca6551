package ledger.document.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import ledger.document.Column;
import ledger.document.Columns;
import ledger.document.IdForm;
import ledger.document.Ledger;
import ledger.document.RowCells;
import ledger.document.Section;
import ledger.document.State;
import ledger.document.Table;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.text.SourceText;
import ledger.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * A readable ledger without its rows: what comes before, between and after them. A file with the
 * same frame has the same sections and tables, so its rows can be read on their own.
 *
 * <p>This works because a row here has one pipe at either end and is not a delimiter row: such a
 * line right below a table's delimiter row, or below another of its rows, is a row and nothing else
 * (GFM 4.10), and below the rows comes an empty line.
 */
final class TableFrame {
  private static final Pattern DELIMITER = Pattern.compile("[ \\t:|-]*");

  private final List<Rows> tables;
  private final List<String> end;

  /**
   * A table without its rows.
   *
   * @param before the lines from the last table's rows down to this one's delimiter row
   * @param known rows by their line, each read once
   */
  private record Rows(
      List<String> before, State state, List<Column> columns, IdForm ids, Map<String, Task> known) {
    @Nullable Task row(String line, int number) {
      Task task = known.get(line);
      if (task == null) {
        task = read(line, number);
        if (task != null) {
          known.put(line, task);
        }
      }
      return task;
    }

    private @Nullable Task read(String line, int number) {
      boolean closed = line.startsWith("|") && !line.startsWith("||") && line.endsWith("|");
      if (!closed || DELIMITER.matcher(line).matches()) {
        return null;
      }
      RowCells cells = RowScanner.scan(line, new Span(0, line.length()));
      if (cells.size() != columns.size()) {
        return null;
      }
      TaskId id = ids.read(cells.get(Column.indexOf(columns, Columns.ID)).text());
      return id == null ? null : new Task(id, state, columns, cells, number);
    }
  }

  private TableFrame(List<Rows> tables, List<String> end) {
    this.tables = tables;
    this.end = end;
  }

  /**
   * The frame of a ledger without problems; empty if some of its lines are not rows that can be
   * read on their own.
   */
  static Optional<TableFrame> of(Ledger ledger) {
    for (Table table : ledger.tables().values()) {
      int last = table.delimiterLine() + table.rows().size();
      if (table.mixed() || !table.drafts().isEmpty() || table.lastLine() != last) {
        return Optional.empty();
      }
    }
    SourceText source = ledger.source();
    List<Rows> tables = new ArrayList<>();
    int at = 0;
    for (Section section : ledger.sections()) {
      for (Table table : section.tables()) {
        List<String> before = lines(source, at, table.delimiterLine() + 1);
        at = table.delimiterLine() + 1 + table.rows().size();
        tables.add(
            new Rows(
                before, section.state(), table.columns(), ledger.layout().ids(), new HashMap<>()));
      }
    }
    return Optional.of(new TableFrame(tables, lines(source, at, source.lineCount())));
  }

  /** The tasks of a file with this frame; empty if its frame differs, or if a row has no task. */
  Optional<Snapshot> read(SourceText source) {
    List<Task> tasks = new ArrayList<>();
    Set<TaskId> seen = new HashSet<>();
    int at = 0;
    for (Rows table : tables) {
      if (!stands(table.before(), source, at)) {
        return Optional.empty();
      }
      at += table.before().size();
      for (; at < source.lineCount() && !source.line(at).isEmpty(); at++) {
        Task task = table.row(source.line(at).of(source.content()), at);
        if (task == null || !seen.add(task.id())) {
          return Optional.empty();
        }
        tasks.add(task);
      }
    }
    boolean whole = at + end.size() == source.lineCount() && stands(end, source, at);
    return whole ? Optional.of(new Snapshot(List.copyOf(tasks), "")) : Optional.empty();
  }

  private static boolean stands(List<String> lines, SourceText source, int at) {
    if (at + lines.size() > source.lineCount()) {
      return false;
    }
    for (int i = 0; i < lines.size(); i++) {
      Span span = source.line(at + i);
      String line = lines.get(i);
      if (line.length() != span.length() || !source.content().startsWith(line, span.start())) {
        return false;
      }
    }
    return true;
  }

  private static List<String> lines(SourceText source, int from, int to) {
    List<String> lines = new ArrayList<>();
    for (int line = from; line < to; line++) {
      lines.add(source.line(line).of(source.content()));
    }
    return lines;
  }
}
