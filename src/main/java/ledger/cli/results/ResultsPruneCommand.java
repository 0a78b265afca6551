package ledger.cli.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import ledger.app.results.Measurements;
import ledger.app.session.Workplace;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.document.Ledger;
import ledger.evidence.store.EvidenceStore;
import ledger.evidence.verdict.Retention;
import ledger.evidence.verdict.Retention.Superfluous;
import ledger.io.FileTree;
import ledger.text.Numbers;
import ledger.workspace.FileChange;
import ledger.workspace.Settings;
import ledger.workspace.Store;
import ledger.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "prune",
    mixinStandardHelpOptions = true,
    description = {
      "Show the run records that nothing needs any more: older ones that are quick, broken or stale, and that neither the",
      "ledger nor a page names. With --yes they are removed; 'ledger undo' brings them back."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ledger results prune", "  ledger results prune --yes"})
final class ResultsPruneCommand extends LedgerCommand {
  @Option(names = "--yes", description = "Remove what is shown.")
  private boolean yes;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    Ledger ledger = ledger(workspace, settings);
    Measurements measurements = new Measurements(new Workplace(session(), workspace, settings));
    List<Superfluous> found =
        Retention.superfluous(measurements.evidence(ledger).values(), texts(workspace));
    EvidenceStore store = measurements.verifier().store();
    Set<Path> files = new LinkedHashSet<>();
    for (Superfluous each : found) {
      Path file = store.path(each.record().task(), each.record().run());
      files.add(file);
      console().print("  " + shown(file) + "  " + each.why());
      for (Path about : store.about(each.record().task(), each.record().run())) {
        if (files.add(about)) {
          console().print("  " + shown(about) + "  is useless without that run");
        }
      }
    }
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    String size = Numbers.tenths(bytes / 1048576.0) + " MiB";
    if (files.isEmpty()) {
      console().print("nothing to prune: every record is needed");
    } else if (yes) {
      remove(workspace, files);
      console().print(files.size() + " files removed, " + size);
    } else {
      console().print(files.size() + " files, " + size + "; --yes removes them");
    }
    return ExitCode.OK;
  }

  private void remove(Workspace workspace, Set<Path> files) throws IOException {
    new Workplace(session(), workspace, Settings.DEFAULT)
        .store()
        .<Boolean, RuntimeException>change(
            context().command(),
            () -> {
              List<FileChange> changes = new ArrayList<>();
              for (Path file : files) {
                changes.add(new FileChange(file, Store.content(file), null));
              }
              return new Store.Result<>(changes, true);
            });
  }

  /** All text that may mention a run. */
  private static List<String> texts(Workspace workspace) throws IOException {
    List<String> texts = new ArrayList<>();
    texts.add(Files.readString(workspace.ledger()));
    for (Path page : FileTree.list(workspace.pages())) {
      if (Files.isRegularFile(page)) {
        texts.add(Files.readString(page));
      }
    }
    return texts;
  }
}
