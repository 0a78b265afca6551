package ledger.app.git.merge;

import java.util.List;
import ledger.app.session.FileDiff;
import ledger.document.TaskChange;
import ledger.merge.MergedFiles;
import ledger.merge.Renumbering;

/**
 * The result of a merge.
 *
 * @param files what was written, or would be; empty if the files already have all of it
 * @param changes compared with our side
 * @param conflicts what is left to decide; each has a comment in its file
 */
public record MergeResult(
    List<FileDiff> files,
    List<TaskChange> changes,
    List<MergedFiles.Conflict> conflicts,
    List<Renumbering> renumbered) {
  public boolean isClean() {
    return conflicts.isEmpty();
  }
}
