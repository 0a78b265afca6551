package ledger.app.git.merge;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import ledger.app.ledger.TakenIds;
import ledger.app.session.Failure;
import ledger.app.session.PastLedger;
import ledger.app.session.Session;
import ledger.app.session.Unseen;
import ledger.app.session.Workplace;
import ledger.document.Layout;
import ledger.document.TaskId;
import ledger.git.Checkout;
import ledger.git.history.MissingHistory;
import ledger.git.history.PastIds;
import ledger.git.history.Revisions;
import ledger.merge.FilesMerge;
import ledger.merge.LedgerFiles;
import ledger.merge.LedgerMerge;
import ledger.merge.MergedFiles;
import ledger.merge.Unmergeable;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.workspace.Workspace;

/** A ledger's files in commits, and merges of them. */
final class CommittedFiles {
  private final Session session;
  private final Checkout checkout;
  private final Revisions revisions;
  private final Workspace workspace;
  private final Layout layout;

  CommittedFiles(Checkout checkout, Workplace workplace) throws IOException {
    this.session = workplace.session();
    this.checkout = checkout;
    this.revisions = new Revisions(checkout);
    this.workspace = workplace.workspace();
    this.layout = workplace.layout();
  }

  LedgerFiles at(String commit) throws IOException, InvalidText, Failure {
    SortedMap<TaskId, SourceText> pages = new TreeMap<>();
    String folder = PastLedger.path(checkout, workspace.pages());
    for (String name : revisions.names(commit, folder)) {
      Optional<TaskId> id = Workspace.ofPage(name);
      if (id.isPresent()) {
        pages.put(id.get(), file(commit, workspace.page(id.get())));
      }
    }
    return new LedgerFiles(
        file(commit, workspace.ledger()), file(commit, workspace.archive()), pages);
  }

  /** Merges a commit into files that are from another commit, or from an earlier merge. */
  MergedFiles merge(LedgerFiles ours, String head, String theirs)
      throws IOException, InvalidText, Failure, Unmergeable {
    LedgerFiles other = at(theirs);
    if (other.ledger().content().isBlank()) {
      // If it were merged, that would mean that every task was removed.
      throw Failure.cannot(
          theirs.substring(0, 10) + " has no " + other.ledger().path(),
          "'ledger log' shows since when it has been there");
    }
    return FilesMerge.merge(
        ancestor(revisions.mergeBases(head, theirs)), ours, other, options(head, theirs));
  }

  /** The common ancestor. If there are several newest ones, they are merged first, as git does. */
  private LedgerFiles ancestor(List<String> bases)
      throws IOException, InvalidText, Failure, Unmergeable {
    if (bases.isEmpty()) {
      return new LedgerFiles(
          nothing(workspace.ledger()), nothing(workspace.archive()), new TreeMap<>());
    }
    LedgerFiles files = at(bases.getFirst());
    for (String other : bases.subList(1, bases.size())) {
      files = merge(files, bases.getFirst(), other).files();
    }
    return files;
  }

  private LedgerMerge.Options options(String head, String theirs) throws IOException, Failure {
    Set<TaskId> taken = new HashSet<>(TakenIds.of(workspace));
    PastIds past =
        PastIds.of(
            checkout,
            List.of(
                workspace.ledger(), workspace.archive(), workspace.pages(), workspace.results()),
            layout.ids());
    Unseen.USED_IDS.tell(session, past.gaps());
    taken.addAll(past.ids());
    return new LedgerMerge.Options(layout, younger(head, theirs), taken, true);
  }

  /** Whether theirs used an ID later than ours did; empty if the commits do not show it. */
  Function<TaskId, Optional<Boolean>> younger(String ours, String theirs)
      throws IOException, Failure {
    String path = PastLedger.path(checkout, workspace.ledger());
    Map<TaskId, Instant> mine;
    Map<TaskId, Instant> other;
    try {
      mine = revisions.named(ours, theirs, path);
      other = revisions.named(theirs, ours, path);
    } catch (MissingHistory e) {
      Unseen.AGE.tell(session, Set.of(e.gap()));
      return id -> Optional.empty();
    }
    return id -> {
      Instant here = mine.get(id);
      Instant there = other.get(id);
      return here == null || there == null || here.equals(there)
          ? Optional.empty()
          : Optional.of(there.isAfter(here));
    };
  }

  private SourceText file(String commit, Path file) throws IOException, InvalidText, Failure {
    String path = PastLedger.path(checkout, file);
    Optional<byte[]> bytes = revisions.file(commit, path);
    return bytes.isEmpty() ? SourceText.of(path, "") : SourceText.decode(path, bytes.get());
  }

  private SourceText nothing(Path file) throws IOException, Failure {
    return SourceText.of(PastLedger.path(checkout, file), "");
  }
}
