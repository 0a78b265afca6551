package ledger.git.history;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import ledger.document.Layout;
import ledger.document.TaskChange;
import ledger.document.parse.Snapshot;
import ledger.document.parse.Snapshots;
import ledger.git.history.History.Revision;
import ledger.git.history.History.Step;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** Walks the commits that touch the ledger; each version of the file is parsed only once. */
final class HistoryReader {
  /** How many versions are kept: a few more than there are parallel branches. */
  private static final int KEPT = 32;

  private final Repository repository;
  private final Snapshots snapshots;
  private final List<Step> steps = new ArrayList<>();
  private final SequencedMap<Revision, String> unread = new LinkedHashMap<>();
  private final Map<ObjectId, Snapshot> read =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectId, Snapshot> eldest) {
          return size() > KEPT;
        }
      };

  /** A commit and where the ledger was in it. */
  private record Touched(RevCommit commit, String path, List<RevCommit> parents) {}

  HistoryReader(Repository repository, Layout layout) {
    this.repository = repository;
    this.snapshots = new Snapshots(layout);
  }

  History read(String path) throws IOException {
    ObjectId head = repository.resolve(Constants.HEAD);
    if (head == null) {
      return History.none();
    }
    boolean shallow = !repository.getObjectDatabase().getShallowCommits().isEmpty();
    List<Touched> touched = touched(head, path);
    Collections.reverse(touched);
    // The last readable version; an unreadable one is skipped, not treated as empty.
    Map<ObjectId, Snapshot> readable = new HashMap<>();
    Map<ObjectId, Integer> children = new HashMap<>();
    touched.forEach(one -> one.parents().forEach(p -> children.merge(p.getId(), 1, Integer::sum)));
    try (ObjectReader reader = repository.newObjectReader()) {
      for (Touched one : touched) {
        step(reader, one, readable);
        for (RevCommit parent : one.parents()) {
          if (children.merge(parent.getId(), -1, Integer::sum) == 0) {
            readable.remove(parent.getId());
          }
        }
      }
    }
    return new History(List.copyOf(steps), Collections.unmodifiableSequencedMap(unread), shallow);
  }

  private void step(ObjectReader reader, Touched one, Map<ObjectId, Snapshot> before)
      throws IOException {
    List<Snapshot> parents = new ArrayList<>();
    for (RevCommit parent : one.parents()) {
      parents.add(before.getOrDefault(parent.getId(), Snapshot.EMPTY));
    }
    if (parents.isEmpty()) {
      parents.add(Snapshot.EMPTY);
    }
    Optional<ObjectId> blob = blob(reader, one.commit(), one.path());
    Snapshot now = blob.isEmpty() ? Snapshot.EMPTY : snapshot(reader, blob.get(), one.path());
    if (now.isReadable()) {
      before.put(one.commit().getId(), now);
      List<TaskChange> changes = changes(parents, now);
      if (!changes.isEmpty()) {
        steps.add(new Step(revision(one.commit()), changes));
      }
    } else {
      unread.put(revision(one.commit()), now.problem());
      before.put(one.commit().getId(), parents.getFirst());
    }
  }

  /** The changes that no parent has: a merge does not repeat what its sides did. */
  private static List<TaskChange> changes(List<Snapshot> parents, Snapshot now) {
    List<TaskChange> changes = TaskChange.between(parents.getFirst().tasks(), now.tasks());
    for (Snapshot other : parents.subList(1, parents.size())) {
      List<TaskChange> also = TaskChange.between(other.tasks(), now.tasks());
      changes =
          changes.stream()
              .filter(change -> also.stream().anyMatch(a -> a.id().equals(change.id())))
              .toList();
    }
    return changes;
  }

  /** The names that the file has had, newest first; only its name if it was never renamed. */
  List<String> names(ObjectId start, String path) throws IOException {
    return touched(start, path).stream().map(Touched::path).distinct().toList();
  }

  private List<Touched> touched(ObjectId start, String path) throws IOException {
    List<Touched> all = new ArrayList<>();
    ObjectId from = start;
    String at = path;
    while (true) {
      RevCommit root = null;
      int roots = 0;
      try (RevWalk commits = new RevWalk(repository)) {
        commits.setTreeFilter(AndTreeFilter.create(PathFilter.create(at), TreeFilter.ANY_DIFF));
        commits.sort(RevSort.TOPO);
        commits.markStart(commits.parseCommit(from));
        for (RevCommit commit : commits) {
          all.add(new Touched(commit, at, List.of(commit.getParents())));
          if (commit.getParentCount() == 0) {
            root = commit;
            roots++;
          }
        }
      }
      Optional<Origin> origin = roots == 1 && root != null ? origin(root, at) : Optional.empty();
      if (origin.isEmpty()) {
        return all;
      }
      from = origin.get().parent();
      at = origin.get().path();
      // The commit that renamed it continues with the first one of the other path.
      Touched renamed = all.removeLast();
      RevCommit last = newest(from, at);
      all.add(
          new Touched(renamed.commit(), renamed.path(), last == null ? List.of() : List.of(last)));
    }
  }

  private @Nullable RevCommit newest(ObjectId from, String path) throws IOException {
    try (RevWalk commits = new RevWalk(repository)) {
      commits.setTreeFilter(AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF));
      commits.sort(RevSort.TOPO);
      commits.markStart(commits.parseCommit(from));
      return commits.next();
    }
  }

  /** Where a file was before the commit that made it. */
  private record Origin(ObjectId parent, String path) {}

  private Optional<Origin> origin(RevCommit rewritten, String path) throws IOException {
    try (RevWalk commits = new RevWalk(repository)) {
      RevCommit commit = commits.parseCommit(rewritten.getId());
      if (commit.getParentCount() == 0) {
        return Optional.empty();
      }
      RevCommit parent = commits.parseCommit(commit.getParent(0));
      return Renames.earlier(repository, parent, commit, path)
          .map(earlier -> new Origin(parent.getId(), earlier));
    }
  }

  private static Optional<ObjectId> blob(ObjectReader reader, RevCommit commit, String path)
      throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(reader, path, commit.getTree())) {
      return walk == null ? Optional.empty() : Optional.of(walk.getObjectId(0));
    }
  }

  private Snapshot snapshot(ObjectReader reader, ObjectId blob, String path) throws IOException {
    Snapshot known = read.get(blob);
    if (known != null) {
      return known;
    }
    Snapshot fresh = snapshots.read(path, reader.open(blob, Constants.OBJ_BLOB).getBytes());
    read.put(blob, fresh);
    return fresh;
  }

  private static Revision revision(RevCommit commit) {
    PersonIdent author = commit.getAuthorIdent();
    return new Revision(
        commit.name(),
        author.getName(),
        OffsetDateTime.ofInstant(author.getWhenAsInstant(), author.getZoneId()),
        commit.getShortMessage());
  }
}
