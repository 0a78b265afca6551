package ledger.git.history;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/** What was renamed between two commits, by how alike the files are, as git tells it. */
final class Renames {
  private Renames() {}

  /** What a file of the later commit was called in the earlier one; nothing if it was no rename. */
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
