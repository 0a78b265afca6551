package ledger.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import ledger.document.Column;
import ledger.document.Table;
import ledger.document.TaskId;
import ledger.document.edit.RowStyle;
import ledger.merge.LedgerVersion.PlacedRow;
import ledger.merge.LedgerVersion.TablePlace;
import org.jspecify.annotations.Nullable;

/**
 * Writes a merged row: as a side wrote it if that says the same, otherwise in that side's style.
 */
record TableText(
    TablePlace place,
    MergedHeader header,
    LedgerVersion base,
    LedgerVersion ours,
    LedgerVersion theirs) {
  String line(TaskId id, List<String> values, int index) throws Unmergeable {
    PlacedRow o = here(ours, id);
    PlacedRow t = here(theirs, id);
    boolean mine = o != null && says(o, values);
    boolean other = t != null && says(t, values);
    if (mine && other && o != null && t != null) {
      PlacedRow b = here(base, id);
      return b != null && o.line().equals(b.line()) ? t.line() : o.line();
    }
    if (mine && o != null) {
      return o.line();
    }
    if (other && t != null) {
      return t.line();
    }
    if (o != null && columns(o.table()).equals(header.columns())) {
      return changed(ours, o, values);
    }
    if (t != null && columns(t.table()).equals(header.columns())) {
      return changed(theirs, t, values);
    }
    return fresh(values, index);
  }

  private static String changed(LedgerVersion version, PlacedRow row, List<String> values) {
    TreeMap<Integer, String> texts = new TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      if (!row.task().cells().get(i).text().equals(values.get(i))) {
        texts.put(i, values.get(i));
      }
    }
    return RowStyle.changed(version.source(), row.task(), texts);
  }

  private String fresh(List<String> values, int index) throws Unmergeable {
    for (LedgerVersion version : List.of(ours, theirs)) {
      Table table = version.tables().get(place);
      if (table != null && columns(table).equals(header.columns())) {
        return RowStyle.row(version.source(), table, index, values);
      }
    }
    // With columns of both sides, there is no table whose style could be copied.
    List<String> cells = new ArrayList<>();
    values.forEach(value -> cells.add(" " + value.replace("|", "\\|") + " "));
    return "|" + String.join("|", cells) + "|";
  }

  private @Nullable PlacedRow here(LedgerVersion version, TaskId id) {
    PlacedRow row = version.rows().get(id);
    return row != null && row.place().equals(place) ? row : null;
  }

  private boolean says(PlacedRow row, List<String> values) {
    return columns(row.table()).equals(header.columns())
        && List.copyOf(row.task().values().values()).equals(values);
  }

  private static List<String> columns(Table table) {
    return table.columns().stream().map(Column::name).toList();
  }
}
