package ledger.app.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.app.git.history.CommittedStates;
import ledger.app.results.WorkspaceEvidence;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.PastLedger;
import ledger.app.session.Session;
import ledger.app.session.Unseen;
import ledger.app.session.Workplace;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.page.PageFacts;
import ledger.document.page.TaskPage;
import ledger.document.page.Transition;
import ledger.evidence.verdict.EvidenceSource;
import ledger.git.Checkout;
import ledger.git.GitReach;
import ledger.git.history.HistoryGap;
import ledger.git.history.MissingHistory;
import ledger.io.GuardedFiles;
import ledger.io.Origins;
import ledger.site.SiteFailure;
import ledger.site.SiteInput;
import ledger.site.SiteReport;
import ledger.site.write.Site;
import ledger.text.InvalidText;
import org.jspecify.annotations.Nullable;

/** Collects the ledger, its pages and its evidence for the site. */
public final class SiteBuilder {
  private final Workplace workplace;
  private final boolean fromGit;
  private final SiteStamp stamp;
  private final Origins looked = Origins.empty();
  private final RepositoryFiles files;
  private boolean complete = true;

  /** Of the session's ledger. */
  public static SiteBuilder of(Session session, SiteRequest request)
      throws IOException, InvalidText, Failure {
    return new SiteBuilder(Workplace.open(session), request.history());
  }

  /**
   * Looks at the inputs as they are now; they are to be read after that.
   *
   * @param history whether histories begin with what git's commits have, whatever the settings say
   */
  public SiteBuilder(Workplace workplace, boolean history) throws IOException, Failure {
    this.workplace = workplace;
    this.fromGit = history || workplace.settings().historyFromGit();
    this.files = new RepositoryFiles(workplace, top(workplace), looked);
    this.stamp =
        new SiteStamp(workplace.workspace(), fromGit ? "history of " + head() : "no history");
  }

  /** The repository's folder, where the workspace is in one. */
  private static Path top(Workplace workplace) throws IOException {
    Path root = workplace.workspace().root();
    return new GitReach(root, workplace.session().env())
        .top()
        .filter(top -> root.startsWith(top))
        .orElse(root);
  }

  /** The commit that is checked out, read without its history; empty before the first one. */
  private String head() throws Failure {
    PastLedger past = new PastLedger(workplace.session(), workplace.workspace());
    try (Checkout checkout = past.checkout()) {
      return checkout.headCommit().orElse("");
    } catch (IOException e) {
      return ""; // the history cannot be read either, which is reported
    }
  }

  /** Brings the site up to date. */
  public SiteReport build() throws IOException, InvalidText, InvalidFiles, Failure {
    if (stamp.isCurrent()) {
      return Site.unchanged(files(), folder());
    }
    try {
      Site.Built built = Site.build(input(), files(), folder(), stamp.earlier());
      if (complete) {
        stamp.keep(looked, built.memory());
      }
      return built.report();
    } catch (SiteFailure e) {
      throw new InvalidFiles(e.problems());
    } catch (PagesOnDemand.UnreadablePage e) {
      throw e.reason();
    }
  }

  /** The folders of what the site was made from besides the ledger's own; after {@link #build}. */
  Set<Path> elsewhere() {
    return stamp.elsewhere();
  }

  /** Compares the site with what a build would write; everything is drawn for that. */
  public SiteDifferences check() throws IOException, InvalidText, InvalidFiles, Failure {
    try {
      return new SiteDifferences(folder(), Site.check(input(), files(), folder()));
    } catch (SiteFailure e) {
      throw new InvalidFiles(e.problems());
    } catch (PagesOnDemand.UnreadablePage e) {
      throw e.reason();
    }
  }

  private GuardedFiles files() {
    return workplace.workspace().files();
  }

  private Path folder() {
    return workplace.workspace().site();
  }

  private SiteInput input() throws IOException, InvalidText, InvalidFiles, Failure {
    Ledger ledger = workplace.ledger();
    Map<TaskId, TaskPage> pages =
        new PagesOnDemand(
            workplace,
            ledger.tasks().stream()
                .map(Task::id)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    EvidenceSource evidence = new WorkspaceEvidence(noting()).source(ledger, pages);
    if (fromGit) {
      addHistories(ledger, pages);
    }
    String own = workplace.settings().title();
    return new SiteInput(
        own != null ? own : ledger.title().isEmpty() ? "Task ledger" : ledger.title(),
        ledger,
        pages,
        evidence,
        ownTemplates(),
        files,
        Optional.ofNullable(workplace.settings().base()),
        workplace.settings().subject(),
        List.copyOf(workplace.settings().environments().keySet()),
        command());
  }

  /** The same workplace; what is looked at there is noted. */
  private Workplace noting() {
    return new Workplace(
        workplace.session(), workplace.workspace().noting(looked), workplace.settings());
  }

  /** What readers type: this tool's own repository has its launcher, others have it on the PATH. */
  private String command() {
    String launcher = "bin/ledger";
    return Files.isRegularFile(looked.add(workplace.workspace().root().resolve(launcher)))
        ? launcher
        : "ledger";
  }

  private SiteInput.OwnTemplates ownTemplates() {
    Path templates = workplace.workspace().templates();
    return new SiteInput.OwnTemplates() {
      @Override
      public byte @Nullable [] content(String name) throws IOException {
        return workplace.content(templates.resolve(name));
      }

      @Override
      public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        Path top = files().resolved(templates);
        for (Path file : files().files(templates, folder -> true)) {
          names.add(top.relativize(file).toString().replace('\\', '/'));
        }
        return names;
      }
    };
  }

  /** The next build is to look again: fetching what is missing changes no input. */
  private void incomplete(HistoryGap gap) {
    complete = false;
    Unseen.STATES.tell(workplace.session(), Set.of(gap));
  }

  /** Lets each task's history begin with what git has from before its page's own. */
  private void addHistories(Ledger ledger, Map<TaskId, TaskPage> pages)
      throws IOException, InvalidText, Failure {
    CommittedStates committed;
    try {
      committed = CommittedStates.read(workplace);
    } catch (MissingHistory e) {
      incomplete(e.gap());
      return;
    } catch (IOException e) {
      incomplete(HistoryGap.refused(e));
      return;
    }
    if (committed.shallow()) {
      incomplete(new HistoryGap.Shallow());
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
