package ledger.git.history;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import ledger.document.Layout;
import ledger.document.TaskChange;
import ledger.document.TaskId;
import ledger.document.page.Transition;
import ledger.git.Checkout;
import org.eclipse.jgit.lib.Constants;

/**
 * What the commits say about a ledger, including those from before this tool was used.
 *
 * @param steps commits that changed tasks, oldest first
 * @param unread commits whose ledger could not be read, with the reason; what they changed counts
 *     for the next one that could
 * @param shallow whether older commits are missing from this clone
 */
public record History(List<Step> steps, SequencedMap<Revision, String> unread, boolean shallow) {
  /**
   * A commit.
   *
   * @param id hexadecimal digits
   * @param when the author made it, with the author's offset from UTC
   */
  public record Revision(String id, String author, OffsetDateTime when, String subject) {}

  /**
   * A commit and what it changed. A merge has only the changes that neither side had.
   *
   * @param changes not empty
   * @param cut whether the commits before it are missing, so that every task seems to be new
   */
  public record Step(Revision revision, List<TaskChange> changes, boolean cut) {}

  /**
   * Reads the history of the commit that is checked out. If the ledger used to have another path,
   * it is followed there.
   *
   * @param path relative to the root, with slashes
   * @throws MissingHistory if a version that is needed cannot be read
   */
  public static History read(Checkout checkout, String path, Layout layout) throws IOException {
    Commits commits = Commits.of(checkout);
    Optional<String> head = commits.commit(Constants.HEAD);
    return head.isEmpty()
        ? none()
        : new HistoryReader(commits, layout)
            .read(head.get(), path, Revisions.isShallow(checkout.repository()));
  }

  /** Each task's states with the day of entry, oldest first, according to the commits. */
  public Map<TaskId, List<Transition>> transitions() {
    Map<TaskId, List<Transition>> all = new TreeMap<>();
    for (Step step : steps) {
      for (TaskChange change : step.changes()) {
        if (!step.cut() && change.to() != null && change.kind() != TaskChange.ChangeKind.EDITED) {
          all.computeIfAbsent(change.id(), id -> new ArrayList<>())
              .add(new Transition(change.to().id(), step.revision().when().toLocalDate(), null));
        }
      }
    }
    return all;
  }

  static History none() {
    return new History(
        List.of(), Collections.unmodifiableSequencedMap(new LinkedHashMap<>()), false);
  }
}
