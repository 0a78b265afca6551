package ledger.merge;

import java.util.List;
import ledger.document.Table;
import ledger.document.TablePlace;
import ledger.document.TaskId;
import ledger.document.edit.RowStyle;
import ledger.merge.LedgerVersion.PlacedRow;
import org.jspecify.annotations.Nullable;

/** Writes a merged row: as a side wrote it if that says the same, otherwise in a side's style. */
record TableText(TablePlace place, MergedHeader header, ThreeWay<LedgerVersion> versions) {
  String line(TaskId id, List<String> values, int index) {
    ThreeWay<@Nullable PlacedRow> rows = versions.map(version -> here(version, id));
    ThreeWay<Boolean> says =
        rows.map(row -> row != null && fits(row) && row.task().texts().equals(values));
    if (says.ours() && says.theirs()) {
      return rows.map(row -> row == null ? "" : row.line()).merged();
    }
    if (says.ours() || says.theirs()) {
      return (says.ours() ? rows.ours() : rows.theirs()).line();
    }
    for (LedgerVersion version : versions.sides()) {
      PlacedRow row = here(version, id);
      if (row != null && fits(row)) {
        return RowStyle.changed(version.source(), row.task(), values);
      }
    }
    for (LedgerVersion version : versions.sides()) {
      Table table = version.tables().get(place);
      if (table != null && header.isOf(table.columns())) {
        return RowStyle.row(version.source(), table, index, values);
      }
    }
    return RowStyle.plain(values); // With columns of both sides.
  }

  private @Nullable PlacedRow here(LedgerVersion version, TaskId id) {
    PlacedRow row = version.rows().get(id);
    return row != null && row.place().equals(place) ? row : null;
  }

  private boolean fits(PlacedRow row) {
    return header.isOf(row.task().columns());
  }
}
