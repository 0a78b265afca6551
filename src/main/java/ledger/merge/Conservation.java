package ledger.merge;

import java.util.Map;
import ledger.document.Layout;
import ledger.document.TaskId;
import ledger.merge.LedgerVersion.PlacedRow;
import ledger.merge.RowMerge.MergedRow;
import ledger.text.SourceText;

/**
 * Checks a merged ledger against both sides: no task is lost or doubled, and each reads as merged.
 */
final class Conservation {
  private Conservation() {}

  static void check(
      SourceText merged,
      Layout layout,
      ThreeWay<LedgerVersion> versions,
      Map<TaskId, MergedRow> wanted)
      throws Unmergeable {
    // The parser reports a doubled ID as a problem, and this refuses it.
    LedgerVersion result = LedgerVersion.of(merged, layout, "the merged file");
    for (TaskId id : ThreeWay.keptKeys(versions.map(LedgerVersion::rows))) {
      if (!result.rows().containsKey(id)) {
        throw new Unmergeable(id + " would be lost");
      }
    }
    if (!result.rows().keySet().equals(wanted.keySet())) {
      throw new Unmergeable("the merged file would not have the tasks of both sides");
    }
    for (MergedRow row : wanted.values()) {
      PlacedRow found = result.rows().get(row.id());
      if (found == null
          || !found.place().equals(row.place())
          || !found.task().texts().equals(row.values())) {
        throw new Unmergeable(row.id() + " would not read as it was merged");
      }
    }
  }
}
