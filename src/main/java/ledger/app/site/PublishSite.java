package ledger.app.site;

import java.io.IOException;
import java.util.List;
import ledger.app.results.TaskVerdict;
import ledger.app.results.Verification;
import ledger.app.results.WorkspaceEvidence;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Notice;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.check.Checks;
import ledger.document.Ledger;
import ledger.document.parse.LedgerParser;
import ledger.document.parse.Parsed;
import ledger.evidence.verdict.EvidenceSource;
import ledger.experiment.run.RunMode;
import ledger.site.SiteReport;
import ledger.text.InvalidText;
import ledger.text.Problem;

/** Checks the ledger, runs what has no fresh evidence, and builds the site. */
public final class PublishSite {
  private PublishSite() {}

  public static PublishResult run(Session session)
      throws IOException, InvalidText, InvalidFiles, Failure {
    Workplace workplace = Workplace.open(session);
    Parsed parsed =
        LedgerParser.parse(workplace.source(workplace.workspace().ledger()), workplace.layout());
    Ledger ledger = Workplace.understood(parsed);
    List<Problem> problems = Checks.of(parsed, workplace.layout(), workplace.pages(ledger));
    problems.forEach(problem -> session.listener().heard(new Notice.ProblemFound(problem)));
    if (problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR)) {
      return PublishResult.ERRORS;
    }
    WorkspaceEvidence evidence = new WorkspaceEvidence(workplace);
    Verification.RunsMade runs =
        new Verification(evidence, ledger, Verification.PATIENCE)
            .run(Verification.RunsWanted.once(ledger.tasks(), List.of(), RunMode.NEEDED));
    SiteReport site = new SiteBuilder(workplace, false).build();
    return new PublishResult(runs.made(), verdicts(ledger, evidence.source(ledger)), site);
  }

  private static List<TaskVerdict> verdicts(Ledger ledger, EvidenceSource evidence) {
    return ledger.tasks().parallelStream()
        .map(task -> TaskVerdict.of(evidence.of(task.id())))
        .toList();
  }
}
