package ledger.merge;

import java.util.List;
import ledger.document.ConflictNote;

/**
 * What came of a merge of all files of a ledger.
 *
 * @param files with the notes of conflicts
 * @param conflicts what the branches disagree about; none for a clean merge
 * @param renumbered new tasks that had one ID, their pages included
 */
public record MergedFiles(
    LedgerFiles files, List<Conflict> conflicts, List<Renumbering> renumbered) {
  /**
   * A conflict.
   *
   * @param path of the file that has its note
   */
  public record Conflict(String path, ConflictNote note) {}

  public boolean isClean() {
    return conflicts.isEmpty();
  }
}
