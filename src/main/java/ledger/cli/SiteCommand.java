package ledger.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.document.Ledger;
import ledger.document.TaskId;
import ledger.evidence.TaskEvidence;
import ledger.site.SiteReport;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "site",
    mixinStandardHelpOptions = true,
    description =
        "Build the site from ledger, pages and results. Only files that differ are written.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger site",
      "  ledger site --history  flow and cycle times of years of editing by hand",
      "  ledger site --check    exit code 1 if the site is not up to date"
    })
final class SiteCommand extends LedgerCommand {
  @Option(
      names = "--check",
      description = "Write nothing; say which files are not as a build would make them.")
  private boolean check;

  @Option(
      names = "--history",
      description =
          "Let the tasks' histories begin with what git's commits tell, for ledgers that were"
              + " edited by hand; setting 'history = \"git\"'.")
  private boolean history;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    SiteBuilder builder =
        new SiteBuilder(this, workspace, settings, history || settings.historyFromGit());
    Optional<SiteReport> known = check ? Optional.empty() : builder.unchanged();
    if (known.isPresent()) {
      report(console(), this, known.get());
      return ExitCode.OK;
    }
    Ledger ledger = ledger(workspace, settings);
    Measurements measurements = new Measurements(this, workspace, settings, context().clock());
    Map<TaskId, TaskEvidence> evidence = measurements.evidence(ledger);
    if (check) {
      List<String> differing = builder.check(ledger, evidence);
      differing.forEach(file -> console().print(shown(workspace.site().resolve(file))));
      console().note(differing.isEmpty() ? "the site is up to date" : "run 'ledger site'");
      return differing.isEmpty() ? ExitCode.OK : ExitCode.NO;
    }
    report(console(), this, builder.build(ledger, evidence));
    return ExitCode.OK;
  }

  static void report(Console console, LedgerCommand command, SiteReport report) {
    console.print(
        "%d written, %d unchanged, %d deleted: %s"
            .formatted(
                report.written().size(),
                report.unchanged().size(),
                report.deleted().size(),
                command.shown(report.startPage())));
  }
}
