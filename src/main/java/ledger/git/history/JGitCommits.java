package ledger.git.history;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import ledger.git.GitObject;
import ledger.git.history.History.Revision;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.CommitTimeRevFilter;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** Commits as JGit reads them, in this process. */
final class JGitCommits implements Commits {
  private final Repository repository;

  JGitCommits(Repository repository) {
    this.repository = repository;
  }

  /** Reads something. Of damaged objects JGit may throw anything. */
  private interface Reading<T> {
    T in(RevWalk commits) throws IOException;
  }

  private <T> T read(Reading<T> reading) throws MissingHistory {
    try (RevWalk commits = new RevWalk(repository)) {
      return reading.in(commits);
    } catch (IOException | RuntimeException e) {
      throw new MissingHistory(gap(e), e);
    }
  }

  private HistoryGap gap(Exception e) {
    if (e instanceof MissingObjectException missing) {
      return isPartial(repository)
          ? new HistoryGap.Partial()
          : new HistoryGap.Damaged("object " + missing.getObjectId().name() + " is missing");
    }
    return new HistoryGap.Damaged(String.valueOf(e.getMessage()));
  }

  /** Whether git has left out objects that a remote promises to have. */
  static boolean isPartial(Repository repository) {
    return repository.getConfig().getSubsections("remote").stream()
        .anyMatch(remote -> repository.getConfig().getBoolean("remote", remote, "promisor", false));
  }

  /** Whether git is told to read other objects in the place of some, which JGit ignores. */
  boolean isRewritten() throws IOException {
    return !repository.getRefDatabase().getRefsByPrefix("refs/replace/").isEmpty()
        || Files.exists(repository.getCommonDirectory().toPath().resolve("info/grafts"));
  }

  @Override
  public Optional<String> commit(String revision) throws IOException {
    try (RevWalk commits = new RevWalk(repository)) {
      ObjectId id = repository.resolve(revision);
      return id == null ? Optional.empty() : Optional.of(commits.parseCommit(id).name());
    } catch (RevisionSyntaxException | IncorrectObjectTypeException e) {
      return Optional.empty();
    } catch (MissingObjectException e) {
      if (ObjectId.isId(revision)) {
        return Optional.empty();
      }
      throw new MissingHistory(gap(e), e);
    }
  }

  @Override
  public List<String> parents(String commit) throws IOException {
    return read(
        commits -> Stream.of(parsed(commits, commit).getParents()).map(AnyObjectId::name).toList());
  }

  @Override
  public List<String> mergeBases(String one, String other) throws IOException {
    return read(
        commits -> {
          commits.setRevFilter(RevFilter.MERGE_BASE);
          commits.markStart(parsed(commits, one));
          commits.markStart(parsed(commits, other));
          return rest(commits).stream().map(AnyObjectId::name).toList();
        });
  }

  @Override
  public Optional<String> at(Instant time) throws IOException {
    Optional<String> head = commit(Constants.HEAD);
    if (head.isEmpty()) {
      return head;
    }
    // JGit counts a commit's seconds in an int; later times would wrap around.
    Instant counted =
        Instant.ofEpochSecond(Math.clamp(time.getEpochSecond(), 0, Integer.MAX_VALUE));
    return read(
        commits -> {
          commits.setFirstParent(true);
          commits.markStart(parsed(commits, head.get()));
          commits.setRevFilter(CommitTimeRevFilter.before(counted));
          commits.sort(RevSort.COMMIT_TIME_DESC);
          return Optional.ofNullable(commits.next()).map(AnyObjectId::name);
        });
  }

  @Override
  public List<Touch> touching(String path, String from, @Nullable String except)
      throws IOException {
    return read(
        commits -> {
          commits.setTreeFilter(AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF));
          commits.sort(RevSort.TOPO);
          commits.markStart(parsed(commits, from));
          if (except != null) {
            commits.markUninteresting(parsed(commits, except));
          }
          List<Touch> touching = new ArrayList<>();
          for (RevCommit commit : rest(commits)) {
            List<String> parents = Stream.of(commit.getParents()).map(AnyObjectId::name).toList();
            touching.add(new Touch(revision(commit), parents));
          }
          return touching;
        });
  }

  private static Revision revision(RevCommit commit) {
    PersonIdent author = commit.getAuthorIdent();
    return new Revision(
        commit.name(),
        author.getName(),
        OffsetDateTime.ofInstant(author.getWhenAsInstant(), author.getZoneId()),
        commit.getShortMessage());
  }

  @Override
  public Optional<String> id(String commit, String path) throws IOException {
    return read(commits -> id(parsed(commits, commit), path));
  }

  private Optional<String> id(RevCommit commit, String path) throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(repository, path, commit.getTree())) {
      // A submodule's commit is in another repository.
      return walk == null || walk.getFileMode(0).equals(FileMode.GITLINK)
          ? Optional.empty()
          : Optional.of(walk.getObjectId(0).name());
    }
  }

  @Override
  public GitObject object(String id) throws IOException {
    return read(
        commits -> {
          ObjectLoader loader = repository.open(ObjectId.fromString(id));
          return new GitObject(id, loader.getType() == Constants.OBJ_TREE, loader.getBytes());
        });
  }

  @Override
  public Optional<String> earlier(String before, String after, String path) throws IOException {
    return read(
        commits -> {
          try (TreeWalk trees = new TreeWalk(repository)) {
            trees.setRecursive(true);
            trees.addTree(parsed(commits, before).getTree());
            trees.addTree(parsed(commits, after).getTree());
            RenameDetector renames = new RenameDetector(repository);
            renames.addAll(DiffEntry.scan(trees));
            return renames.compute().stream()
                .filter(entry -> entry.getChangeType() == DiffEntry.ChangeType.RENAME)
                .filter(entry -> entry.getNewPath().equals(path))
                .map(DiffEntry::getOldPath)
                .findFirst();
          }
        });
  }

  @Override
  public Set<String> tips() throws IOException {
    Set<String> tips = new HashSet<>();
    for (Ref ref : repository.getRefDatabase().getRefs()) {
      if (ref.getObjectId() != null) {
        tips.add(ref.getObjectId().name());
      }
    }
    return tips;
  }

  @Override
  public Set<String> versions(List<String> paths, Set<HistoryGap> gaps) throws IOException {
    Set<String> versions = new HashSet<>();
    try (RevWalk commits = new RevWalk(repository)) {
      for (String tip : tips()) {
        try {
          RevObject object = commits.peel(commits.parseAny(ObjectId.fromString(tip)));
          if (object instanceof RevCommit commit) {
            commits.markStart(commit);
          }
        } catch (IOException e) {
          gaps.add(gap(e));
        }
      }
      for (RevCommit commit = commits.next(); commit != null; commit = commits.next()) {
        for (String path : paths) {
          try {
            id(commit, path).ifPresent(versions::add);
          } catch (IOException e) {
            gaps.add(gap(e));
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      gaps.add(gap(e));
    }
    return versions;
  }

  private static RevCommit parsed(RevWalk commits, String id) throws IOException {
    return commits.parseCommit(ObjectId.fromString(id));
  }

  /** Not by an iterator, which hides what is missing in an unchecked exception. */
  private static List<RevCommit> rest(RevWalk commits) throws IOException {
    List<RevCommit> rest = new ArrayList<>();
    for (RevCommit commit = commits.next(); commit != null; commit = commits.next()) {
      rest.add(commit);
    }
    return rest;
  }
}
