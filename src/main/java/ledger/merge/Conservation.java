package ledger.merge;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ledger.document.Layout;
import ledger.document.TaskId;
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
      LedgerVersion base,
      LedgerVersion ours,
      LedgerVersion theirs,
      Map<TaskId, MergedRow> outcomes)
      throws Unmergeable {
    // The parser reports a doubled ID as a problem, and this refuses it.
    LedgerVersion result = LedgerVersion.of(merged, layout, "the merged file");
    Set<TaskId> wanted = new HashSet<>(ours.rows().keySet());
    wanted.addAll(theirs.rows().keySet());
    for (TaskId id : wanted) {
      boolean removed =
          base.rows().containsKey(id)
              && (!ours.rows().containsKey(id) || !theirs.rows().containsKey(id));
      if (!removed && !result.rows().containsKey(id)) {
        throw new Unmergeable(id + " would be lost");
      }
    }
    if (!result.rows().keySet().equals(outcomes.keySet())) {
      throw new Unmergeable("the merged file would not have the tasks of both sides");
    }
    for (MergedRow outcome : outcomes.values()) {
      LedgerVersion.PlacedRow row = result.rows().get(outcome.id());
      if (row == null
          || !row.place().equals(outcome.place())
          || !List.copyOf(row.task().values().values()).equals(outcome.values())) {
        throw new Unmergeable(outcome.id() + " would not read as it was merged");
      }
    }
  }
}
