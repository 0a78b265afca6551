package ledger.document.edit;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import ledger.document.Cell;
import ledger.document.DraftRow;
import ledger.document.Layout;
import ledger.document.RowCells;
import ledger.document.State;
import ledger.document.Table;
import ledger.document.TablePlace;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.page.PageFacts.FormerPlace;
import ledger.document.parse.RowScanner;
import ledger.text.Edit;
import ledger.text.SourceText;
import ledger.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * A table while its rows change: which rows it has, in which order, and how each line ends. Any
 * number of changes to it become one set of splices, as if each had been written before the next.
 */
final class TableDraft {
  private final SourceText source;
  private final TablePlace place;
  private final Table table;
  private final TableStyle style;
  private final Ranks ranks;
  private final List<Task> rows;

  private final TableLines lines;

  /** What the rows that have been planned are to say. */
  private final IdentityHashMap<Task, List<String>> planned = new IdentityHashMap<>();

  TableDraft(SourceText source, Layout layout, TablePlace place, Table table) {
    this.source = source;
    this.place = place;
    this.table = table;
    this.rows = new ArrayList<>(table.rows());
    this.style = new TableStyle(source, table, rows);
    this.ranks = new Ranks(layout, place.state(), table, rows);
    this.lines = new TableLines(source, table);
  }

  TablePlace place() {
    return place;
  }

  /** The table as it was, for its columns. */
  Table table() {
    return table;
  }

  /** The rows as they are now. */
  List<Task> rows() {
    return rows;
  }

  Ranks ranks() {
    return ranks;
  }

  /** A row's line as it is written now. */
  String line(Task row) {
    return RowLine.of(source, row).characters();
  }

  /** What a row says. */
  List<String> texts(Task row) {
    List<String> texts = planned.get(row);
    return texts == null ? row.texts() : texts;
  }

  /** Takes a row out; its line stays, for {@link #putIn}. */
  Task takeOut(int index) {
    Task row = rows.remove(index);
    ranks.removed(index);
    style.removed(row);
    return row;
  }

  /** Puts a row into the line that another one has left. */
  void putIn(int index, Task row) {
    rows.add(index, row);
    ranks.added(index);
    style.added(row);
  }

  /** Puts the rows in another order. */
  void reorder(List<Task> wanted) {
    List<Task> copy = List.copyOf(wanted);
    rows.clear();
    rows.addAll(copy);
    ranks.reordered();
  }

  /** Gives a row other texts, and another index. */
  void change(int from, int to, TaskId id, List<String> texts) {
    Task row = rows.get(from);
    if (from != to || !texts(row).equals(texts)) {
      String line = RowStyle.changed(RowLine.of(source, row), texts);
      takeOut(from);
      putIn(to, planned(id, row.state(), line, texts));
    }
  }

  /** Gives a row another state, and other texts. */
  void restate(int index, State state, List<String> texts, @Nullable String kept) {
    Task row = rows.get(index);
    String line = kept == null ? RowStyle.changed(RowLine.of(source, row), texts) : kept;
    takeOut(index);
    putIn(index, planned(row.id(), state, line, texts));
  }

  /** Writes the cells that rows lack. */
  void fill() {
    for (int i = 0; i < rows.size(); i++) {
      Task row = rows.get(i);
      RowLine line = RowLine.of(source, row);
      if (line.written() < line.cells().size()) {
        takeOut(i);
        putIn(i, planned(row.id(), row.state(), RowStyle.filled(line), row.texts()));
      }
    }
    for (DraftRow draft : table.drafts()) {
      RowLine line = RowLine.of(source, draft);
      if (line.written() < line.cells().size()) {
        lines.rewrite(draft.line(), text -> RowStyle.filled(line));
      }
    }
  }

  /** Gives the row at a line of the source, which has no ID, its first one. */
  void adopt(DraftRow draft, TaskId id, List<String> texts) {
    int index = lines.adopt(draft.line());
    String line = RowStyle.changed(RowLine.of(source, draft), texts);
    putIn(index, planned(id, draft.state(), line, texts));
  }

  /** The texts of the rows that have no ID. */
  List<List<String>> drafts() {
    Set<Integer> others = lines.others();
    return table.drafts().stream()
        .filter(draft -> others.contains(draft.line()))
        .map(DraftRow::texts)
        .toList();
  }

  /**
   * Inserts a row, as it was there before if it was, otherwise written like its neighbours.
   *
   * @param former where it was in this table, if it was
   */
  void insert(int index, TaskId id, State state, List<String> texts, @Nullable FormerPlace former) {
    Task row = planned(id, state, line(index, texts, former), texts);
    String kept = former == null ? null : former.end();
    lines.insert(index, kept, former == null ? 0 : former.skipped());
    putIn(index, row);
  }

  /** Removes a row with its line. */
  void remove(int index) {
    lines.remove(index);
    takeOut(index);
  }

  /** Removes a row, and says what must be kept so that it can come back to where it was. */
  FormerPlace leave(int index) {
    Task row = rows.get(index);
    String after = index == 0 ? null : rows.get(index - 1).id().value();
    String line = RowLine.of(source, row).characters();
    String oddEnd = lines.oddEnd(index);
    int skipped = lines.above(index);
    remove(index);
    String rebuilt = style.near(index).row(texts(row));
    return new FormerPlace(
        place.number(),
        after,
        rebuilt.equals(line) ? null : line,
        oddEnd,
        skipped,
        !ranks.fits(index, texts(row)));
  }

  /**
   * The line that was kept, if it still says the same; otherwise a line in the style of its
   * neighbours.
   */
  private String line(int index, List<String> texts, @Nullable FormerPlace former) {
    String kept = former == null ? null : former.row();
    boolean same = kept != null && cells(kept).texts().equals(texts);
    return kept != null && same ? kept : style.near(index).row(texts);
  }

  /** The cells of a line, one a column. */
  private RowCells cells(String line) {
    RowCells cells = RowScanner.scan(line, new Span(0, line.length()));
    return cells.size() < table.columns().size() ? cells.filled(table.columns().size()) : cells;
  }

  private Task planned(TaskId id, State state, String line, List<String> texts) {
    Task row = new Task(id, state, table.columns(), cells(line), RowLine.PLANNED);
    planned.put(row, List.copyOf(texts));
    return row;
  }

  /** What the table says: the texts of its header and of its rows. */
  List<List<String>> meaning() {
    List<List<String>> meaning = new ArrayList<>(rows.size() + 1);
    meaning.add(table.header().stream().map(Cell::text).toList());
    rows.forEach(row -> meaning.add(texts(row)));
    return meaning;
  }

  /** What makes the table in the source say what this draft says: the lines that stay, stay. */
  List<Edit> edits() {
    List<Edit> edits = new ArrayList<>();
    int above = inOrder() ? rows.size() : alike();
    int below = rows.size() - (above == rows.size() ? 0 : alikeAtEnd(above));
    int at = source.line(table.delimiterLine()).end();
    StringBuilder text = new StringBuilder(lines.after(0));
    for (int i = 0; i < rows.size(); i++) {
      Task row = rows.get(i);
      RowLine written = RowLine.of(source, row);
      if (row.line() != RowLine.PLANNED && (i < above || i >= below)) {
        replace(new Span(at, written.line().start()), text, edits);
        at = written.line().end();
      } else {
        text.append(written.characters());
      }
      text.append(lines.after(i + 1));
    }
    replace(new Span(at, source.fullLine(table.lastLine()).end()), text, edits);
    return edits;
  }

  private void replace(Span span, StringBuilder text, List<Edit> edits) {
    boolean same =
        span.length() == text.length()
            && text.compareTo(new StringBuilder(span.of(source.content()))) == 0;
    if (!same) {
      edits.add(new Edit(span, text.toString()));
    }
    text.setLength(0);
  }

  /** Whether the rows that stay are in the order of the source. */
  private boolean inOrder() {
    int last = RowLine.PLANNED;
    for (Task row : rows) {
      if (row.line() != RowLine.PLANNED) {
        if (row.line() < last) {
          return false;
        }
        last = row.line();
      }
    }
    return true;
  }

  /** How many rows are at the top as they were. */
  private int alike() {
    int most = Math.min(rows.size(), table.rows().size());
    int count = 0;
    while (count < most && rows.get(count).line() == table.rows().get(count).line()) {
      count++;
    }
    return count;
  }

  /** How many rows are at the bottom as they were, without those that are at the top. */
  private int alikeAtEnd(int top) {
    int most = Math.min(rows.size(), table.rows().size()) - top;
    int count = 0;
    while (count < most
        && rows.get(rows.size() - 1 - count).line()
            == table.rows().get(table.rows().size() - 1 - count).line()) {
      count++;
    }
    return count;
  }
}
