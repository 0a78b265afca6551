package ledger.git.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ledger.document.Layout;
import ledger.document.Mentions;
import ledger.document.TaskId;
import ledger.git.Checkout;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.CommitTimeRevFilter;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Commits and the files in them. Commits are named by hexadecimal digits. */
public final class Revisions {
  private final Repository repository;

  public Revisions(Checkout checkout) {
    this.repository = checkout.repository();
  }

  /**
   * The commit that a revision means: a branch, a tag, a commit's first digits, {@code HEAD~3}.
   *
   * @throws UnknownRevision if there is none
   */
  public String commit(String revision) throws IOException, UnknownRevision {
    try (RevWalk commits = new RevWalk(repository)) {
      ObjectId id = repository.resolve(revision);
      if (id == null) {
        throw new UnknownRevision(revision);
      }
      return commits.parseCommit(id).name();
    } catch (RevisionSyntaxException | MissingObjectException | IncorrectObjectTypeException e) {
      throw new UnknownRevision(revision);
    }
  }

  /**
   * The name of a file of the current commit in another commit, which may have it under an earlier
   * or later name.
   *
   * @return empty if it is not there
   */
  public Optional<String> pathIn(String commit, String path) throws IOException {
    ObjectId head = repository.resolve(Constants.HEAD);
    if (head == null || blob(commit, path).isPresent()) {
      return blob(commit, path).map(blob -> path);
    }
    for (String name : new HistoryReader(repository, Layout.DEFAULT).names(head, path)) {
      if (blob(commit, name).isPresent()) {
        return Optional.of(name);
      }
    }
    try (RevWalk commits = new RevWalk(repository)) {
      RevCommit other = commits.parseCommit(ObjectId.fromString(commit));
      return Renames.earlier(repository, other, commits.parseCommit(head), path);
    }
  }

  /** Whether older commits were left out when this clone was made. */
  public boolean isShallow() throws IOException {
    return !repository.getObjectDatabase().getShallowCommits().isEmpty();
  }

  /** Whether nothing has been committed yet. */
  public boolean isUnborn() throws IOException {
    return repository.resolve(Constants.HEAD) == null;
  }

  /** A file's bytes in a commit; empty if it is not there. */
  public Optional<byte[]> file(String commit, String path) throws IOException {
    Optional<ObjectId> blob = blob(commit, path);
    return blob.isEmpty()
        ? Optional.empty()
        : Optional.of(repository.open(blob.get(), Constants.OBJ_BLOB).getBytes());
  }

  /** The names of the files in a folder of a commit. */
  public List<String> names(String commit, String folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk at =
            TreeWalk.forPath(
                repository, folder, commits.parseCommit(ObjectId.fromString(commit)).getTree())) {
      if (at == null || !at.isSubtree()) {
        return names;
      }
      try (TreeWalk files = new TreeWalk(repository)) {
        files.addTree(at.getObjectId(0));
        while (files.next()) {
          names.add(files.getNameString());
        }
      }
    }
    return names;
  }

  /**
   * The newest common ancestors: none without a common history, several if the branches have merged
   * each other.
   */
  public List<String> mergeBases(String one, String other) throws IOException {
    List<String> bases = new ArrayList<>();
    try (RevWalk commits = new RevWalk(repository)) {
      commits.setRevFilter(RevFilter.MERGE_BASE);
      commits.markStart(commits.parseCommit(ObjectId.fromString(one)));
      commits.markStart(commits.parseCommit(ObjectId.fromString(other)));
      commits.forEach(base -> bases.add(base.name()));
    }
    return bases;
  }

  /** The parents of a commit: two or more for a merge. */
  public List<String> parents(String commit) throws IOException {
    try (RevWalk commits = new RevWalk(repository)) {
      return Stream.of(commits.parseCommit(ObjectId.fromString(commit)).getParents())
          .map(AnyObjectId::name)
          .toList();
    }
  }

  /** The commits that a merge in progress brings in; none if there is none. */
  public List<String> mergeHeads() throws IOException {
    List<ObjectId> heads = repository.readMergeHeads();
    return heads == null ? List.of() : heads.stream().map(AnyObjectId::name).toList();
  }

  /**
   * When a branch first used each ID in a file, by the author date, which a rebase keeps.
   *
   * @param tip the branch
   * @param other commits that are reachable from here do not belong to the branch
   */
  public Map<TaskId, Instant> named(String tip, String other, String path) throws IOException {
    Map<TaskId, Instant> first = new HashMap<>();
    try (RevWalk commits = new RevWalk(repository)) {
      commits.setTreeFilter(AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF));
      commits.markStart(commits.parseCommit(ObjectId.fromString(tip)));
      commits.markUninteresting(commits.parseCommit(ObjectId.fromString(other)));
      for (RevCommit commit : commits) {
        Instant when = commit.getAuthorIdent().getWhenAsInstant();
        String text = new String(file(commit.name(), path).orElse(new byte[0]), UTF_8);
        for (Mentions.Mention mention : Mentions.all(text)) {
          first.merge(mention.id(), when, (a, b) -> a.isBefore(b) ? a : b);
        }
      }
    }
    return first;
  }

  /**
   * Where the current branch was at a given time: the newest commit that is not younger. A merge
   * counts from when it was made, not from when the commits of its other side were.
   *
   * @return empty if all are younger, or there are none
   */
  public Optional<String> at(Instant time) throws IOException {
    ObjectId head = repository.resolve(Constants.HEAD);
    if (head == null) {
      return Optional.empty();
    }
    try (RevWalk commits = new RevWalk(repository)) {
      commits.setFirstParent(true);
      commits.markStart(commits.parseCommit(head));
      commits.setRevFilter(CommitTimeRevFilter.before(inGit(time)));
      commits.sort(RevSort.COMMIT_TIME_DESC);
      RevCommit found = commits.next();
      return found == null ? Optional.empty() : Optional.of(found.name());
    }
  }

  /** JGit counts a commit's seconds in an int; later times would wrap around. */
  private static Instant inGit(Instant time) {
    return Instant.ofEpochSecond(Math.clamp(time.getEpochSecond(), 0, Integer.MAX_VALUE));
  }

  private Optional<ObjectId> blob(String commit, String path) throws IOException {
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk walk =
            TreeWalk.forPath(
                repository, path, commits.parseCommit(ObjectId.fromString(commit)).getTree())) {
      return walk == null ? Optional.empty() : Optional.of(walk.getObjectId(0));
    }
  }
}
