package ledger.merge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ledger.document.TablePlace;
import ledger.document.TaskId;

/** The order of a merged table's rows, before it is sorted by priority. */
final class RowOrder {
  private RowOrder() {}

  /**
   * The order of the side that changed it, or ours if both did; rows that only the other side has
   * come after the row that they follow there.
   *
   * @param present the rows of the merged table
   */
  static List<TaskId> merge(
      TablePlace place, Set<TaskId> present, ThreeWay<LedgerVersion> versions) {
    ThreeWay<List<TaskId>> orders = versions.map(version -> kept(version.order(place), present));
    Set<TaskId> common = new HashSet<>(orders.base());
    common.retainAll(new HashSet<>(orders.ours()));
    common.retainAll(new HashSet<>(orders.theirs()));
    ThreeWay<List<TaskId>> shared = orders.map(order -> kept(order, common));
    boolean mine = !shared.ours().equals(shared.base());
    List<TaskId> merged = new ArrayList<>(mine ? orders.ours() : orders.theirs());
    insert(merged, mine ? orders.theirs() : orders.ours());
    return merged;
  }

  private static void insert(List<TaskId> merged, List<TaskId> other) {
    Set<TaskId> there = new HashSet<>(merged);
    int at = 0;
    for (TaskId id : other) {
      if (there.add(id)) {
        merged.add(at++, id);
      } else {
        at = merged.indexOf(id) + 1;
      }
    }
  }

  private static List<TaskId> kept(List<TaskId> order, Set<TaskId> present) {
    return order.stream().filter(present::contains).toList();
  }
}
