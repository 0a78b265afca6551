package ledger.cli.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import ledger.app.git.CommittedFiles;
import ledger.app.session.Failure;
import ledger.app.task.TakenIds;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.document.Layout;
import ledger.document.TaskId;
import ledger.git.Checkout;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "merge-driver",
    mixinStandardHelpOptions = true,
    description = {
      "Merge two versions of a ledger or page, for git; 'ledger hook install --merge-driver' sets it"
          + " up.",
      "The result goes into OURS. Exit code 1 if something is left to be decided."
    },
    footerHeading = "%nExample, as git calls it:%n",
    footer = {"  ledger merge-driver %%O %%A %%B %%P"})
public final class MergeDriverCommand extends LedgerCommand {
  @Parameters(index = "0", paramLabel = "BASE", description = "The common ancestor's version.")
  private Path base;

  @Parameters(index = "1", paramLabel = "OURS", description = "Our version; the result goes here.")
  private Path ours;

  @Parameters(index = "2", paramLabel = "THEIRS", description = "Their version.")
  private Path theirs;

  @Parameters(
      index = "3",
      arity = "0..1",
      paramLabel = "PATH",
      description = "The file's path, for messages; one in a folder 'tasks' is a page.")
  private @Nullable Path path;

  @Override
  public Integer call() throws Exception {
    String name = path == null ? "the ledger" : path.toString();
    byte[] before = bytes(base);
    byte[] mine = bytes(ours);
    byte[] other = bytes(theirs);
    try {
      SourceText o = SourceText.decode(name, mine);
      SourceText b = SourceText.decode(name, before);
      SourceText t = SourceText.decode(name, other);
      try {
        Merged merged = merged(b, o, t);
        Files.write(file(ours), utf8(merged.text()));
        MergeReport.print(console(), name, merged);
        return merged.isClean() ? ExitCode.OK : ExitCode.NO;
      } catch (Unmergeable e) {
        return byLines(name, e, b, o, t);
      }
    } catch (InvalidText e) {
      // Nothing is written: git keeps ours in the file and all three in the index.
      console().problem(e.problem());
      return ExitCode.NO;
    }
  }

  /** What git would do, and always a conflict: a clean merge by lines may double or lose a task. */
  private int byLines(String name, Unmergeable why, SourceText b, SourceText o, SourceText t)
      throws IOException {
    TextMerge.WithMarkers merged = TextMerge.withMarkers(b.content(), o.content(), t.content());
    Files.write(file(ours), utf8(merged.text()));
    console().note("ledger: merged " + name + " by lines: " + why.getMessage());
    console().note("  help: look it through, then 'ledger check' and 'git add'");
    return ExitCode.NO;
  }

  private Merged merged(SourceText b, SourceText o, SourceText t) throws Exception {
    if (isArchive()) {
      return ArchiveMerge.merge(b, o, t);
    }
    return isPage() ? PageMerge.merge(b, o, t) : LedgerMerge.merge(b, o, t, options());
  }

  private boolean isArchive() {
    return path != null && Workspace.of(path).archive().equals(path.toAbsolutePath().normalize());
  }

  private boolean isPage() {
    Path folder = path == null ? null : path.getParent();
    return folder != null && folder.endsWith("tasks");
  }

  private LedgerMerge.Options options() throws IOException, InvalidText, Failure {
    if (path == null) {
      return new LedgerMerge.Options(Layout.DEFAULT, id -> Optional.empty(), Set.of(), false);
    }
    Workspace workspace = Workspace.of(context().folder().resolve(path));
    Layout layout = settings(workspace).layout();
    return new LedgerMerge.Options(
        layout, younger(workspace, layout), TakenIds.of(workspace), false);
  }

  /** Git names the commit that it merges only to a merge, by a variable of its environment. */
  private Function<TaskId, Optional<Boolean>> younger(Workspace workspace, Layout layout)
      throws IOException, Failure {
    List<String> theirs =
        context().env().keySet().stream()
            .filter(name -> name.matches("GITHEAD_[0-9a-f]{40}"))
            .map(name -> name.substring("GITHEAD_".length()))
            .toList();
    Optional<Checkout> found =
        theirs.size() == 1 ? Checkout.find(workspace.ledger(), context().env()) : Optional.empty();
    if (found.isEmpty()) {
      return id -> Optional.empty();
    }
    try (Checkout checkout = found.get()) {
      Optional<String> head = checkout.headCommit();
      return head.isEmpty()
          ? id -> Optional.empty()
          : new CommittedFiles(checkout, workspace, layout).younger(head.get(), theirs.getFirst());
    }
  }

  private Path file(Path given) {
    return context().folder().resolve(given);
  }

  private byte[] bytes(Path given) throws IOException {
    return Files.readAllBytes(file(given));
  }
}
