package ledger.app.git.merge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import ledger.app.ledger.TakenIds;
import ledger.app.session.Failure;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Layout;
import ledger.document.TaskId;
import ledger.git.Checkout;
import ledger.io.Replacement;
import ledger.merge.ArchiveMerge;
import ledger.merge.LedgerMerge;
import ledger.merge.Merged;
import ledger.merge.PageMerge;
import ledger.merge.TextMerge;
import ledger.merge.Unmergeable;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/** A merge of two versions of one file, requested by git. */
public final class DrivenMerge {
  private final Session session;
  private final MergeDriverRequest request;
  private final @Nullable Path path;

  private DrivenMerge(Session session, MergeDriverRequest request) {
    this.session = session;
    this.request = request;
    Path name = request.path();
    this.path = name == null ? null : session.folder().resolve(name);
  }

  public static MergeDriverResult run(Session session, MergeDriverRequest request)
      throws IOException, Failure {
    return new DrivenMerge(session, request).merge();
  }

  private MergeDriverResult merge() throws IOException, Failure {
    byte[] base = bytes(request.base());
    byte[] ours = bytes(request.ours());
    byte[] theirs = bytes(request.theirs());
    try {
      SourceText o = SourceText.decode(request.name(), ours);
      SourceText b = SourceText.decode(request.name(), base);
      SourceText t = SourceText.decode(request.name(), theirs);
      try {
        Merged merged = merged(b, o, t);
        write(merged.text());
        return new MergeDriverResult.ByTasks(merged);
      } catch (Unmergeable e) {
        write(TextMerge.withMarkers(b.content(), o.content(), t.content()).text());
        return new MergeDriverResult.ByLines(String.valueOf(e.getMessage()));
      }
    } catch (InvalidText e) {
      // Nothing is written: git keeps our version in the file and all three in the index.
      return new MergeDriverResult.Unreadable(e.problem());
    }
  }

  private Merged merged(SourceText b, SourceText o, SourceText t)
      throws IOException, InvalidText, Failure, Unmergeable {
    if (path == null) {
      Layout layout = Layout.DEFAULT;
      return LedgerMerge.merge(
          b, o, t, new LedgerMerge.Options(layout, id -> Optional.empty(), Set.of(), false));
    }
    Workspace workspace = Workplace.reaching(session, Workspace.of(path));
    if (workspace.ledger().equals(workspace.archive())) {
      return ArchiveMerge.merge(b, o, t);
    }
    return isPage()
        ? PageMerge.merge(b, o, t)
        : LedgerMerge.merge(b, o, t, options(Workplace.in(session, workspace)));
  }

  private boolean isPage() {
    return request.path() != null && Workspace.isInPages(request.path());
  }

  private LedgerMerge.Options options(Workplace workplace) throws IOException, Failure {
    return new LedgerMerge.Options(
        workplace.layout(), younger(workplace), TakenIds.of(workplace.workspace()), false);
  }

  /** Git names the commit that it merges in an environment variable, but only during a merge. */
  private Function<TaskId, Optional<Boolean>> younger(Workplace workplace)
      throws IOException, Failure {
    List<String> theirs =
        session.env().keySet().stream()
            .filter(name -> name.matches("GITHEAD_[0-9a-f]{40,64}"))
            .map(name -> name.substring("GITHEAD_".length()))
            .toList();
    Optional<Checkout> found =
        theirs.size() == 1
            ? Checkout.find(workplace.workspace().ledger(), session.env())
            : Optional.empty();
    if (found.isEmpty()) {
      return id -> Optional.empty();
    }
    try (Checkout checkout = found.get()) {
      Optional<String> head = checkout.headCommit();
      return head.isEmpty()
          ? id -> Optional.empty()
          : new CommittedFiles(checkout, workplace).younger(head.get(), theirs.getFirst());
    }
  }

  private void write(String text) throws IOException {
    Replacement.overwrite(
        session.folder().resolve(request.ours()), text.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] bytes(Path file) throws IOException {
    return Files.readAllBytes(session.folder().resolve(file));
  }
}
