package ledger.document;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import ledger.document.words.Tags;

/**
 * A row of the ledger.
 *
 * @param columns of the table that it is in
 * @param cells one per column
 * @param line the source line, from 0
 */
public record Task(TaskId id, State state, List<Column> columns, RowCells cells, int line) {
  /** The index of the column with this name, ignoring case; -1 if there is none. */
  public int indexOf(String column) {
    return Column.indexOf(columns, column);
  }

  /** The text of the cell in a column; empty if the row's table has no such column. */
  public String text(String column) {
    int index = indexOf(column);
    return index < 0 ? "" : cells.get(index).text();
  }

  /** What the task is called; its description, if it has no title. */
  public String title() {
    String title = text(Columns.TITLE);
    return title.isEmpty() ? text(Columns.DESCRIPTION) : title;
  }

  /** The tags, each with its sign if it has one. */
  public List<String> tags() {
    return Tags.in(text(Columns.TAGS));
  }

  /** Whether it has a tag, with or without its sign: {@code #web}, {@code web}. */
  public boolean isTagged(String tag) {
    return tags().stream().anyMatch(own -> Tags.bare(own).equals(Tags.bare(tag)));
  }

  /** Whether it was due before a day, and is not done. */
  public boolean isOverdue(LocalDate today) {
    String due = text(Columns.DUE);
    return !state.id().equals(Layout.DONE)
        && Dates.isDate(due)
        && LocalDate.parse(due).isBefore(today);
  }

  /** The cells' texts, one a column. */
  public List<String> texts() {
    return cells.texts();
  }

  /** Texts by column name, in the table's order. */
  public SequencedMap<String, String> values() {
    SequencedMap<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      values.put(columns.get(i).name(), cells.get(i).text());
    }
    return values;
  }
}
