package ledger.merge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ledger.document.TaskId;
import ledger.merge.LedgerVersion.TablePlace;

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
      TablePlace place,
      Set<TaskId> present,
      LedgerVersion base,
      LedgerVersion ours,
      LedgerVersion theirs) {
    List<TaskId> o = kept(ours.order(place), present);
    List<TaskId> t = kept(theirs.order(place), present);
    boolean mine = !common(o, base.order(place), t).equals(common(base.order(place), o, t));
    List<TaskId> merged = new ArrayList<>(mine ? o : t);
    insert(merged, mine ? t : o);
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

  /** The rows of one version that the two others have as well, in its order. */
  private static List<TaskId> common(List<TaskId> one, List<TaskId> two, List<TaskId> three) {
    Set<TaskId> both = new HashSet<>(two);
    both.retainAll(new HashSet<>(three));
    return one.stream().filter(both::contains).toList();
  }
}
