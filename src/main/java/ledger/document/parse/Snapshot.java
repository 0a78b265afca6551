package ledger.document.parse;

import java.util.List;
import ledger.document.Task;

/**
 * What one of many versions of a ledger says: its tasks, or why it cannot be read.
 *
 * @param tasks in the file's order, for their IDs, states and texts; where they were is not kept. A
 *     row that several versions share is one object
 * @param problem the first thing that cannot be understood; empty if there is none
 */
public record Snapshot(List<Task> tasks, String problem) {
  public static final Snapshot EMPTY = new Snapshot(List.of(), "");

  public boolean isReadable() {
    return problem.isEmpty();
  }
}
