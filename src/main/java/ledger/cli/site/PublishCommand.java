package ledger.cli.site;

import java.util.List;
import ledger.app.results.Verification;
import ledger.app.results.WorkspaceEvidence;
import ledger.app.session.Workplace;
import ledger.app.site.SiteBuilder;
import ledger.check.Checks;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.cli.Progress;
import ledger.cli.results.VerdictTable;
import ledger.cli.results.VerdictTable.VerdictLine;
import ledger.document.Ledger;
import ledger.document.parse.LedgerParser;
import ledger.document.parse.Parsed;
import ledger.evidence.record.Exit;
import ledger.evidence.verdict.EvidenceSource;
import ledger.experiment.run.RunMode;
import ledger.site.SiteReport;
import ledger.text.Problem;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import picocli.CommandLine.Command;

@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = {
      "Check the ledger, run the experiments that have no fresh evidence on this kind of host, and build the site.",
      "Refuted claims are published like the others; exit code 1 means an error in the ledger, or an experiment that"
          + " could not run to its end."
    },
    footerHeading = "%nExamples:%n",
    footer = "  ledger publish")
public final class PublishCommand extends LedgerCommand {
  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    Parsed parsed = LedgerParser.parse(source(workspace.ledger()), settings.layout());
    Ledger ledger = understood(parsed);
    List<Problem> problems = Checks.of(parsed, settings.layout(), pages(workspace, ledger));
    problems.forEach(console()::problem);
    if (problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR)) {
      return ExitCode.NO;
    }
    WorkspaceEvidence evidence;
    Verification.RunsMade runs;
    try (Progress progress = new Progress(console())) {
      evidence = new WorkspaceEvidence(new Workplace(session(progress), workspace, settings));
      runs =
          new Verification(evidence, ledger, Verification.PATIENCE)
              .run(
                  Verification.RunsWanted.once(
                      ledger.tasks(), evidence.environments().named(List.of()), RunMode.NEEDED));
    }
    VerdictTable.printLines(console(), lines(ledger, evidence.source(ledger)));
    SiteReport site = new SiteBuilder(evidence.workplace(), false).build(ledger, evidence);
    SiteWords.print(console(), session(), site);
    boolean whole = runs.made().stream().allMatch(run -> run.exit().kind() == Exit.Kind.COMPLETED);
    return whole ? ExitCode.OK : ExitCode.NO;
  }

  private static List<VerdictLine> lines(Ledger ledger, EvidenceSource evidence) {
    return ledger.tasks().parallelStream()
        .map(task -> VerdictLine.of(evidence.of(task.id())))
        .toList();
  }
}
