package ledger.merge;

import java.util.List;
import ledger.document.ConflictNote;

/**
 * The result of merging all files of a ledger.
 *
 * @param files with the notes of conflicts
 * @param conflicts what the branches disagree about; none for a clean merge
 * @param renumbered new tasks that had the same ID, including their pages
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
