package ledger.app.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.app.git.history.CommittedStates;
import ledger.app.results.WorkspaceEvidence;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Notice;
import ledger.app.session.PastLedger;
import ledger.app.session.Workplace;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.page.PageFacts;
import ledger.document.page.TaskPage;
import ledger.document.page.Transition;
import ledger.evidence.verdict.EvidenceSource;
import ledger.git.Checkout;
import ledger.site.SiteFailure;
import ledger.site.SiteInput;
import ledger.site.SiteReport;
import ledger.site.write.Site;
import ledger.text.InvalidText;

/** Collects the ledger, its pages and its evidence for the site. */
public final class SiteBuilder {
  private final Workplace workplace;
  private final boolean fromGit;
  private final SiteStamp stamp;

  /**
   * Looks at the inputs as they are now; they are to be read after that.
   *
   * @param history whether histories begin with what git's commits have, whatever the settings say
   */
  public SiteBuilder(Workplace workplace, boolean history) throws IOException, Failure {
    this.workplace = workplace;
    this.fromGit = history || workplace.settings().historyFromGit();
    this.stamp =
        new SiteStamp(workplace.workspace(), fromGit ? "history of " + head() : "no history");
  }

  /** The commit that is checked out, read without its history; empty before the first one. */
  private String head() throws IOException, Failure {
    PastLedger past = new PastLedger(workplace.session(), workplace.workspace());
    try (Checkout checkout = past.checkout()) {
      return checkout.headCommit().orElse("");
    }
  }

  /** Brings the site up to date. */
  public SiteReport build() throws IOException, InvalidText, InvalidFiles, Failure {
    return stamp.isCurrent()
        ? Site.unchanged(workplace.workspace().site())
        : write(workplace.ledger(), new WorkspaceEvidence(workplace));
  }

  /** The same where ledger and evidence are known already. */
  SiteReport build(Ledger ledger, WorkspaceEvidence evidence)
      throws IOException, InvalidText, InvalidFiles, Failure {
    return stamp.isCurrent()
        ? Site.unchanged(workplace.workspace().site())
        : write(ledger, evidence);
  }

  private SiteReport write(Ledger ledger, WorkspaceEvidence evidence)
      throws IOException, InvalidText, InvalidFiles, Failure {
    try {
      SiteReport report = Site.build(input(ledger, evidence), workplace.workspace().site());
      stamp.keep();
      return report;
    } catch (SiteFailure e) {
      throw new InvalidFiles(e.problems());
    }
  }

  /** Compares the site with what a build would write; everything is drawn for that. */
  public SiteDifferences check() throws IOException, InvalidText, InvalidFiles, Failure {
    Path folder = workplace.workspace().site();
    try {
      SiteInput input = input(workplace.ledger(), new WorkspaceEvidence(workplace));
      return new SiteDifferences(folder, Site.check(input, folder));
    } catch (SiteFailure e) {
      throw new InvalidFiles(e.problems());
    }
  }

  private SiteInput input(Ledger ledger, WorkspaceEvidence known)
      throws IOException, InvalidText, Failure {
    Map<TaskId, TaskPage> pages = workplace.pages(ledger);
    EvidenceSource evidence = known.source(ledger, pages);
    if (fromGit) {
      addHistories(ledger, pages);
    }
    String own = workplace.settings().title();
    Path templates = workplace.workspace().templates();
    return new SiteInput(
        own != null ? own : ledger.title().isEmpty() ? "Task ledger" : ledger.title(),
        ledger,
        pages,
        evidence,
        Files.isDirectory(templates) ? Optional.of(templates) : Optional.empty(),
        Optional.ofNullable(workplace.settings().base()),
        "bin/ledger");
  }

  /** Lets each task's history begin with what git has from before its page's own. */
  private void addHistories(Ledger ledger, Map<TaskId, TaskPage> pages)
      throws IOException, InvalidText, Failure {
    CommittedStates committed = CommittedStates.read(workplace);
    if (committed.shallow()) {
      workplace.session().listener().heard(new Notice.ShallowHistory());
    }
    for (Task task : ledger.tasks()) {
      TaskPage known = pages.get(task.id());
      TaskPage page = known == null ? workplace.pageOrNew(task.id()) : known;
      List<Transition> history = committed.before(task.id(), page.history());
      if (!history.equals(page.history())) {
        PageFacts longer = page.facts().withHistory(history);
        pages.put(task.id(), new TaskPage(page.source(), page.body(), longer));
      }
    }
  }
}
