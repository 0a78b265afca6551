package ledger.git.history;

import java.io.IOException;
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

/** Walks the commits that touch the ledger; each version of the file is parsed only once. */
final class HistoryReader {
  /** How many versions are kept: a few more than there are parallel branches. */
  private static final int KEPT = 32;

  private final Commits commits;
  private final Snapshots snapshots;
  private final List<Step> steps = new ArrayList<>();
  private final SequencedMap<Revision, String> unread = new LinkedHashMap<>();
  private final Map<String, Snapshot> read =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Snapshot> eldest) {
          return size() > KEPT;
        }
      };

  /** A commit and where the ledger was in it. */
  private record Touched(Revision revision, String path, List<String> parents) {
    String commit() {
      return revision.id();
    }
  }

  HistoryReader(Commits commits, Layout layout) {
    this.commits = commits;
    this.snapshots = new Snapshots(layout);
  }

  /**
   * @param head the commit to start from
   * @param shallow whether there are older commits than those that can be read
   */
  History read(String head, String path, boolean shallow) throws IOException {
    List<Touched> touched = touched(head, path);
    Collections.reverse(touched);
    // The last readable version; an unreadable one is skipped, not treated as empty.
    Map<String, Snapshot> readable = new HashMap<>();
    Map<String, Integer> children = new HashMap<>();
    touched.forEach(one -> one.parents().forEach(p -> children.merge(p, 1, Integer::sum)));
    for (Touched one : touched) {
      boolean cut = shallow && one.parents().isEmpty() && commits.parents(one.commit()).isEmpty();
      step(one, readable, cut);
      for (String parent : one.parents()) {
        if (children.merge(parent, -1, Integer::sum) == 0) {
          readable.remove(parent);
        }
      }
    }
    return new History(List.copyOf(steps), Collections.unmodifiableSequencedMap(unread), shallow);
  }

  private void step(Touched one, Map<String, Snapshot> before, boolean cut) throws IOException {
    List<Snapshot> parents = new ArrayList<>();
    for (String parent : one.parents()) {
      parents.add(before.getOrDefault(parent, Snapshot.EMPTY));
    }
    if (parents.isEmpty()) {
      parents.add(Snapshot.EMPTY);
    }
    Optional<String> blob = commits.id(one.commit(), one.path());
    Snapshot now = blob.isEmpty() ? Snapshot.EMPTY : snapshot(blob.get(), one.path());
    if (now.isReadable()) {
      before.put(one.commit(), now);
      List<TaskChange> changes = changes(parents, now);
      if (!changes.isEmpty()) {
        steps.add(new Step(one.revision(), changes, cut));
      }
    } else {
      unread.put(one.revision(), now.problem());
      before.put(one.commit(), parents.getFirst());
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
  List<String> names(String start, String path) throws IOException {
    return touched(start, path).stream().map(Touched::path).distinct().toList();
  }

  private List<Touched> touched(String start, String path) throws IOException {
    List<Touched> all = new ArrayList<>();
    String from = start;
    String at = path;
    while (true) {
      Touched root = null;
      int roots = 0;
      for (Commits.Touch touch : commits.touching(at, from, null)) {
        Touched touched = new Touched(touch.revision(), at, touch.parents());
        all.add(touched);
        if (touch.parents().isEmpty()) {
          root = touched;
          roots++;
        }
      }
      Optional<Origin> origin =
          roots == 1 && root != null ? origin(root.commit(), at) : Optional.empty();
      if (origin.isEmpty()) {
        return all;
      }
      from = origin.get().parent();
      at = origin.get().path();
      // The commit that renamed it continues with the first one of the other path.
      Touched renamed = all.removeLast();
      List<Commits.Touch> earlier = commits.touching(at, from, null);
      List<String> parents =
          earlier.isEmpty() ? List.of() : List.of(earlier.getFirst().revision().id());
      all.add(new Touched(renamed.revision(), renamed.path(), parents));
    }
  }

  /** Where a file was before the commit that made it. */
  private record Origin(String parent, String path) {}

  private Optional<Origin> origin(String commit, String path) throws IOException {
    List<String> parents = commits.parents(commit);
    return parents.isEmpty()
        ? Optional.empty()
        : commits
            .earlier(parents.getFirst(), commit, path)
            .map(earlier -> new Origin(parents.getFirst(), earlier));
  }

  private Snapshot snapshot(String blob, String path) throws IOException {
    Snapshot known = read.get(blob);
    if (known != null) {
      return known;
    }
    Snapshot fresh = snapshots.read(path, commits.object(blob).bytes());
    read.put(blob, fresh);
    return fresh;
  }
}
