package ledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.TaskPage;
import ledger.evidence.TaskEvidence;
import ledger.site.Site;
import ledger.site.SiteFailure;
import ledger.site.SiteInput;
import ledger.site.SiteReport;
import ledger.text.InvalidText;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;

/** Brings the ledger, its pages and its evidence together for the site. */
final class SiteBuilder {
  private final LedgerCommand command;
  private final Workspace workspace;
  private final Settings settings;
  private final SiteStamp stamp;

  /** To be made before the ledger and the evidence are read. */
  SiteBuilder(LedgerCommand command, Workspace workspace, Settings settings) throws IOException {
    this.command = command;
    this.workspace = workspace;
    this.settings = settings;
    this.stamp = new SiteStamp(workspace);
  }

  /** The report of a build that has nothing to do, if that is known without one. */
  Optional<SiteReport> unchanged() throws IOException {
    return stamp.isCurrent() ? Optional.of(Site.unchanged(workspace.site())) : Optional.empty();
  }

  SiteReport build(Ledger ledger, Map<TaskId, TaskEvidence> evidence)
      throws IOException, InvalidText, InvalidLedger {
    try {
      SiteReport report = Site.build(input(ledger, evidence), workspace.site());
      stamp.keep();
      return report;
    } catch (SiteFailure e) {
      throw new InvalidLedger(e.problems());
    }
  }

  /** The files that a build would change. */
  List<String> check(Ledger ledger, Map<TaskId, TaskEvidence> evidence)
      throws IOException, InvalidText, InvalidLedger {
    try {
      return Site.check(input(ledger, evidence), workspace.site());
    } catch (SiteFailure e) {
      throw new InvalidLedger(e.problems());
    }
  }

  private SiteInput input(Ledger ledger, Map<TaskId, TaskEvidence> evidence)
      throws IOException, InvalidText {
    Map<TaskId, TaskPage> pages = new LinkedHashMap<>();
    for (Task task : ledger.tasks()) {
      command.page(workspace, task.id()).ifPresent(page -> pages.put(task.id(), page));
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
}
