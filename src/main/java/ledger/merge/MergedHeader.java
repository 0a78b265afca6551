package ledger.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import ledger.document.Column;
import ledger.document.Table;
import ledger.document.TablePlace;
import ledger.document.parse.RowScanner;
import org.jspecify.annotations.Nullable;

/**
 * A merged table's columns.
 *
 * @param text header and delimiter row, without the last line ending
 * @param columns by name
 */
record MergedHeader(String text, List<String> columns) {
  /**
   * @throws Unmergeable if both sides changed the columns in incompatible ways
   */
  static MergedHeader merge(TablePlace place, ThreeWay<LedgerVersion> versions) throws Unmergeable {
    ThreeWay<@Nullable MergedHeader> headers = versions.map(version -> of(version, place));
    MergedHeader ours = headers.ours();
    MergedHeader theirs = headers.theirs();
    if (ours == null || theirs == null) {
      MergedHeader only = ours == null ? theirs : ours;
      if (only == null) {
        throw new Unmergeable("no side has the table of " + place.state().heading());
      }
      return only;
    }
    if (!headers.conflicts()) {
      return headers.merged();
    }
    return ours.columns.equals(theirs.columns) ? ours : widened(place, versions, headers);
  }

  private static @Nullable MergedHeader of(LedgerVersion version, TablePlace place) {
    Table table = version.tables().get(place);
    return table == null
        ? null
        : new MergedHeader(
            version.header(table), table.columns().stream().map(Column::name).toList());
  }

  /** Both sides changed it: our columns, followed by those that only they have. */
  private static MergedHeader widened(
      TablePlace place, ThreeWay<LedgerVersion> versions, ThreeWay<MergedHeader> headers)
      throws Unmergeable {
    MergedHeader ours = headers.ours();
    MergedHeader theirs = headers.theirs();
    List<String> before = headers.base() == null ? List.of() : headers.base().columns;
    String eol = versions.ours().source().lineEnd();
    String[] lines = ours.text.split("\\R", -1);
    String head = lines[0].stripTrailing();
    String rule = lines[1].stripTrailing();
    boolean removed =
        before.stream().anyMatch(name -> ours.indexOf(name) >= 0 && theirs.indexOf(name) < 0);
    if (removed || !head.endsWith("|") || !rule.endsWith("|")) {
      throw new Unmergeable("both sides changed the columns of " + place.state().heading());
    }
    List<String> columns = new ArrayList<>(ours.columns);
    Table table = Objects.requireNonNull(versions.theirs().tables().get(place));
    for (int i = 0; i < theirs.columns.size(); i++) {
      String name = theirs.columns.get(i);
      if (ours.indexOf(name) < 0 && before.stream().noneMatch(name::equalsIgnoreCase)) {
        String cell = RowScanner.escape(table.header().get(i).text());
        head += " " + cell + " |";
        rule += "-".repeat(cell.length() + 2) + "|";
        columns.add(name);
      }
    }
    return new MergedHeader(head + eol + rule, List.copyOf(columns));
  }

  /** The index of the column with this name, ignoring case; -1 if there is none. */
  int indexOf(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).equalsIgnoreCase(column)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether these are the same columns. */
  boolean isOf(List<Column> others) {
    return columns.equals(others.stream().map(Column::name).toList());
  }
}
