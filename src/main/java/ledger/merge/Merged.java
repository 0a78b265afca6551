package ledger.merge;

import java.util.List;
import java.util.Map;
import ledger.document.ConflictNote;
import ledger.document.TaskId;

/**
 * The result of a merge.
 *
 * @param text of the merged file, including notes of conflicts
 * @param conflicts what the branches disagree about; none for a clean merge
 * @param renumbered new tasks that had the same ID
 * @param followed tasks to which one side had already given another ID
 * @param carriedOver values that were edited on one side while the other moved the row to a table
 *     without that column: they belong on the task's page; by task and column
 */
public record Merged(
    String text,
    List<ConflictNote> conflicts,
    List<Renumbering> renumbered,
    List<Renumbering> followed,
    Map<TaskId, Map<String, String>> carriedOver) {
  /** What came of a merge of a page or the archive. */
  Merged(String text, List<ConflictNote> conflicts) {
    this(text, conflicts, List.of(), List.of(), Map.of());
  }

  public boolean isClean() {
    return conflicts.isEmpty();
  }
}
