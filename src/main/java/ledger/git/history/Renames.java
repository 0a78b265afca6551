package ledger.git.history;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Renames between two commits, detected by how similar the files are, as git does it. */
final class Renames {
  private Renames() {}

  /**
   * The name that a file of the later commit had in the earlier one; empty if it was not renamed.
   */
  static Optional<String> earlier(
      Repository repository, RevCommit before, RevCommit after, String path) throws IOException {
    try (TreeWalk trees = new TreeWalk(repository)) {
      trees.setRecursive(true);
      trees.addTree(before.getTree());
      trees.addTree(after.getTree());
      RenameDetector renames = new RenameDetector(repository);
      renames.addAll(DiffEntry.scan(trees));
      return renames.compute().stream()
          .filter(entry -> entry.getChangeType() == DiffEntry.ChangeType.RENAME)
          .filter(entry -> entry.getNewPath().equals(path))
          .map(DiffEntry::getOldPath)
          .findFirst();
    }
  }
}
