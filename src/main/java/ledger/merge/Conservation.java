package ledger.merge;

import java.util.Map;
import ledger.document.Layout;
import ledger.document.TaskId;
import ledger.merge.LedgerVersion.PlacedRow;
import ledger.merge.RowMerge.MergedRow;
import ledger.text.SourceText;

/**
 * Proves a merged ledger against both sides: no task lost, none doubled, each says what it shall.
 */
final class Conservation {
  private Conservation() {}

  static void check(
      SourceText merged,
      Layout layout,
      ThreeWay<LedgerVersion> versions,
      Map<TaskId, MergedRow> wanted)
      throws Unmergeable {
    // A doubled ID is a problem of the parser's, which this refuses.
    LedgerVersion result = LedgerVersion.of(merged, layout, "the merged file");
    for (TaskId id : ThreeWay.keptKeys(versions.map(LedgerVersion::rows))) {
      if (!result.rows().containsKey(id)) {
        throw new Unmergeable(id + " would be lost");
      }
    }
    if (!result.rows().keySet().equals(wanted.keySet())) {
      throw new Unmergeable("the merged file would have other tasks than both sides");
    }
    for (MergedRow row : wanted.values()) {
      PlacedRow found = result.rows().get(row.id());
      if (found == null
          || !found.place().equals(row.place())
          || !found.task().texts().equals(row.values())) {
        throw new Unmergeable(row.id() + " would say something else than merged");
      }
    }
  }
}
