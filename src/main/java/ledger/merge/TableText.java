package ledger.merge;

import java.util.Arrays;
import java.util.List;
import ledger.document.Table;
import ledger.document.TablePlace;
import ledger.document.TaskId;
import ledger.document.edit.RowStyle;
import ledger.document.edit.TableStyle;
import ledger.merge.LedgerVersion.PlacedRow;
import org.jspecify.annotations.Nullable;

/** Writes a merged row: as a side wrote it if that says the same, otherwise in a side's style. */
final class TableText {
  private final TablePlace place;
  private final MergedHeader header;
  private final ThreeWay<LedgerVersion> versions;

  /** How a side writes the table; null if it has none with these columns. */
  private final ThreeWay<@Nullable TableStyle> styles;

  TableText(TablePlace place, MergedHeader header, ThreeWay<LedgerVersion> versions) {
    this.place = place;
    this.header = header;
    this.versions = versions;
    this.styles = versions.map(this::style);
  }

  private @Nullable TableStyle style(LedgerVersion version) {
    Table table = version.tables().get(place);
    return table != null && header.isOf(table.columns())
        ? new TableStyle(version.source(), table, table.rows())
        : null;
  }

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
    for (TableStyle style : Arrays.asList(styles.ours(), styles.theirs())) {
      if (style != null) {
        return style.near(index).row(values);
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
