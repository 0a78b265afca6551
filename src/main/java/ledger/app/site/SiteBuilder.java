package ledger.app.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.app.git.history.CommittedStates;
import ledger.app.results.Measurements;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.PastLedger;
import ledger.app.session.Workplace;
import ledger.cli.LedgerCommand;
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
import ledger.text.SourceText;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;

/** Brings the ledger, its pages and its evidence together for the site. */
public final class SiteBuilder {
  private final LedgerCommand command;
  private final Workspace workspace;
  private final Settings settings;
  private final boolean fromGit;
  private final SiteStamp stamp;

  /**
   * To be made before the ledger and the evidence are read.
   *
   * @param fromGit whether histories begin with what git's commits tell
   */
  public SiteBuilder(LedgerCommand command, Workspace workspace, Settings settings, boolean fromGit)
      throws IOException, Failure {
    this.command = command;
    this.workspace = workspace;
    this.settings = settings;
    this.fromGit = fromGit;
    this.stamp = new SiteStamp(workspace, fromGit ? "history of " + head() : "no history");
  }

  /** The commit that is checked out, read without its history; empty before the first one. */
  private String head() throws IOException, Failure {
    try (Checkout checkout = new PastLedger(command.session(), workspace).checkout()) {
      return checkout.headCommit().orElse("");
    }
  }

  /** The report of a build that has nothing to do, if that is known without one. */
  public Optional<SiteReport> unchanged() throws IOException {
    return stamp.isCurrent() ? Optional.of(Site.unchanged(workspace.site())) : Optional.empty();
  }

  public SiteReport build(Ledger ledger, Measurements measurements)
      throws IOException, InvalidText, InvalidFiles, Failure {
    try {
      SiteReport report = Site.build(input(ledger, measurements), workspace.site());
      stamp.keep();
      return report;
    } catch (SiteFailure e) {
      throw new InvalidFiles(e.problems());
    }
  }

  /** The files that a build would change. */
  public List<String> check(Ledger ledger, Measurements measurements)
      throws IOException, InvalidText, InvalidFiles, Failure {
    try {
      return Site.check(input(ledger, measurements), workspace.site());
    } catch (SiteFailure e) {
      throw new InvalidFiles(e.problems());
    }
  }

  private SiteInput input(Ledger ledger, Measurements measurements)
      throws IOException, InvalidText, Failure {
    Map<TaskId, TaskPage> pages = command.pages(workspace, ledger);
    EvidenceSource evidence = measurements.source(ledger, pages);
    if (fromGit) {
      addHistories(ledger, pages);
    }
    String own = settings.title();
    Path templates = workspace.templates();
    return new SiteInput(
        own != null ? own : ledger.title().isEmpty() ? "Task ledger" : ledger.title(),
        ledger,
        pages,
        evidence,
        Files.isDirectory(templates) ? Optional.of(templates) : Optional.empty(),
        Optional.ofNullable(settings.base()),
        "bin/ledger");
  }

  /** Lets each task's history begin with what git tells from before its page's own. */
  private void addHistories(Ledger ledger, Map<TaskId, TaskPage> pages)
      throws IOException, InvalidText, Failure {
    CommittedStates committed =
        CommittedStates.read(new Workplace(command.session(), workspace, settings));
    if (committed.shallow()) {
      command
          .console()
          .note("this clone is shallow, and so are its histories: 'git fetch --unshallow'");
    }
    for (Task task : ledger.tasks()) {
      TaskPage page = pages.get(task.id());
      if (page == null) {
        page = TaskPage.parse(SourceText.of(command.shown(workspace.page(task.id())), ""));
      }
      List<Transition> history = committed.before(task.id(), page.history());
      if (!history.equals(page.history())) {
        PageFacts longer = page.facts().withHistory(history);
        pages.put(task.id(), new TaskPage(page.source(), page.body(), longer));
      }
    }
  }
}
