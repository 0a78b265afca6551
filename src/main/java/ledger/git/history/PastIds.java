package ledger.git.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ledger.document.Mentions;
import ledger.document.TaskId;
import ledger.git.Checkout;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Task IDs that were ever committed, on any branch or tag, even if nothing has them now. */
public final class PastIds {
  private final Repository repository;
  private final Set<ObjectId> seen = new HashSet<>();
  private final Set<TaskId> ids = new HashSet<>();

  private PastIds(Repository repository) {
    this.repository = repository;
  }

  /**
   * IDs in any committed version of a file, and those of entries in any committed version of a
   * folder.
   *
   * @param paths files and folders; those outside the checkout are ignored
   */
  public static Set<TaskId> of(Checkout checkout, List<Path> paths) throws IOException {
    List<String> names = new ArrayList<>();
    for (Path path : paths) {
      checkout.inRepository(path).ifPresent(names::add);
    }
    PastIds past = new PastIds(checkout.repository());
    try (RevWalk commits = new RevWalk(past.repository)) {
      for (Ref ref : past.repository.getRefDatabase().getRefs()) {
        past.start(commits, ref.getObjectId());
      }
      for (RevCommit commit : commits) {
        for (String name : names) {
          past.read(commit, name);
        }
      }
    }
    return past.ids;
  }

  /**
   * What the branches and tags point at. As long as this is the same, so is the result of {@link
   * #of}, and it is far cheaper to read.
   */
  public static Set<String> tips(Checkout checkout) throws IOException {
    Set<String> tips = new HashSet<>();
    for (Ref ref : checkout.repository().getRefDatabase().getRefs()) {
      if (ref.getObjectId() != null) {
        tips.add(ref.getObjectId().name());
      }
    }
    return tips;
  }

  private void start(RevWalk commits, @Nullable ObjectId id) throws IOException {
    if (id != null) {
      RevObject object = commits.peel(commits.parseAny(id));
      if (object instanceof RevCommit commit) {
        commits.markStart(commit);
      }
    }
  }

  private void read(RevCommit commit, String name) throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(repository, name, commit.getTree())) {
      if (walk == null || !seen.add(walk.getObjectId(0))) {
        return;
      }
      if (walk.getFileMode(0).equals(FileMode.TREE)) {
        entries(walk.getObjectId(0));
      } else if (walk.getFileMode(0).getObjectType() == Constants.OBJ_BLOB) {
        byte[] bytes = repository.open(walk.getObjectId(0), Constants.OBJ_BLOB).getBytes();
        ids.addAll(Mentions.named(new String(bytes, StandardCharsets.UTF_8)));
      }
    }
  }

  private void entries(AnyObjectId tree) throws IOException {
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(tree);
      while (walk.next()) {
        TaskId.ofFile(walk.getNameString()).ifPresent(ids::add);
      }
    }
  }
}
