package ledger.git;

import java.io.IOException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.WorkingTreeIterator;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** Compares what git tracks: the commit, the index and the files of a working tree. */
final class TrackedFiles {
  private TrackedFiles() {}

  /**
   * Whether the index or a file differs from the commit.
   *
   * @param head null before the first commit
   */
  static boolean differ(Repository repository, @Nullable ObjectId head, DirCache staged)
      throws IOException {
    return fromHead(repository, head, staged) || fromFiles(repository, staged);
  }

  private static boolean fromHead(Repository repository, @Nullable ObjectId head, DirCache staged)
      throws IOException {
    if (head == null) {
      return staged.getEntryCount() > 0;
    }
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk walk = new TreeWalk(repository)) {
      walk.setRecursive(true);
      walk.addTree(commits.parseCommit(head).getTree());
      walk.addTree(new DirCacheIterator(staged));
      walk.setFilter(TreeFilter.ANY_DIFF);
      return walk.next();
    }
  }

  private static boolean fromFiles(Repository repository, DirCache staged) throws IOException {
    try (ObjectReader reader = repository.newObjectReader();
        TreeWalk walk = new TreeWalk(repository, reader)) {
      walk.setOperationType(TreeWalk.OperationType.CHECKIN_OP);
      int tracked = walk.addTree(new DirCacheIterator(staged));
      FileTreeIterator files = new FileTreeIterator(repository);
      int present = walk.addTree(files);
      files.setDirCacheIterator(walk, tracked);
      walk.setFilter(new Tracked(tracked));
      while (walk.next()) {
        DirCacheIterator entry = walk.getTree(tracked, DirCacheIterator.class);
        WorkingTreeIterator file = walk.getTree(present, WorkingTreeIterator.class);
        if (walk.isSubtree()) {
          walk.enterSubtree();
        } else if (entry != null && differs(entry.getDirCacheEntry(), file, reader)) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean differs(
      @Nullable DirCacheEntry entry, @Nullable WorkingTreeIterator file, ObjectReader reader)
      throws IOException {
    if (entry == null || entry.isSkipWorkTree() || FileMode.GITLINK.equals(entry.getRawMode())) {
      return false;
    }
    return file == null || file.isModified(entry, true, reader);
  }

  /** Keeps a walk from entering anything that git does not track. */
  private static final class Tracked extends TreeFilter {
    private final int tree;

    Tracked(int tree) {
      this.tree = tree;
    }

    @Override
    public boolean include(TreeWalk walk) {
      return walk.getTree(tree, DirCacheIterator.class) != null;
    }

    @Override
    public boolean shouldBeRecursive() {
      return false;
    }

    @Override
    public TreeFilter clone() {
      return new Tracked(tree);
    }
  }
}
