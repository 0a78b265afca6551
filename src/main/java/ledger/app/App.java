package ledger.app;

import static ledger.app.session.UseCase.call;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import ledger.app.git.CiRequest;
import ledger.app.git.CiResult;
import ledger.app.git.CiSetup;
import ledger.app.git.HookInstallRequest;
import ledger.app.git.HookInstallResult;
import ledger.app.git.HookSetup;
import ledger.app.git.HookStatusResult;
import ledger.app.git.history.BackfillRequest;
import ledger.app.git.history.BackfillResult;
import ledger.app.git.history.ChangesRequest;
import ledger.app.git.history.ChangesResult;
import ledger.app.git.history.ChangesSince;
import ledger.app.git.history.DiffRequest;
import ledger.app.git.history.DiffResult;
import ledger.app.git.history.HistoryBackfill;
import ledger.app.git.history.LogRequest;
import ledger.app.git.history.LogResult;
import ledger.app.git.history.RevisionDiff;
import ledger.app.git.history.StateLog;
import ledger.app.git.merge.DrivenMerge;
import ledger.app.git.merge.MergeDriverRequest;
import ledger.app.git.merge.MergeDriverResult;
import ledger.app.git.merge.MergeLedger;
import ledger.app.git.merge.MergeRequest;
import ledger.app.git.merge.MergeResult;
import ledger.app.ledger.CheckLedger;
import ledger.app.ledger.CheckRequest;
import ledger.app.ledger.CheckResult;
import ledger.app.ledger.InitLedger;
import ledger.app.ledger.InitRequest;
import ledger.app.ledger.ListRequest;
import ledger.app.ledger.TaskDetails;
import ledger.app.ledger.TaskList;
import ledger.app.ledger.Undo;
import ledger.app.ledger.UndoRequest;
import ledger.app.ledger.UndoResult;
import ledger.app.records.AcceptEdit;
import ledger.app.records.ImportRuns;
import ledger.app.records.ListResults;
import ledger.app.records.PruneRecords;
import ledger.app.records.ResultsAcceptRequest;
import ledger.app.records.ResultsAcceptResult;
import ledger.app.records.ResultsImportRequest;
import ledger.app.records.ResultsImportResult;
import ledger.app.records.ResultsPruneRequest;
import ledger.app.records.ResultsPruneResult;
import ledger.app.records.ResultsRequest;
import ledger.app.records.ResultsResult;
import ledger.app.records.ResultsShowRequest;
import ledger.app.records.ResultsShowResult;
import ledger.app.records.ResultsVerifyResult;
import ledger.app.records.ShowRun;
import ledger.app.records.VerifyRecords;
import ledger.app.results.CompareRequest;
import ledger.app.results.CompareResult;
import ledger.app.results.CompareSides;
import ledger.app.results.VerifyRequest;
import ledger.app.results.VerifyResult;
import ledger.app.results.VerifyTasks;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.app.site.PublishResult;
import ledger.app.site.PublishSite;
import ledger.app.site.SiteBuilder;
import ledger.app.site.SiteDifferences;
import ledger.app.site.SiteRequest;
import ledger.app.site.SiteWatch;
import ledger.app.task.AddRequest;
import ledger.app.task.AddTask;
import ledger.app.task.EditRequest;
import ledger.app.task.EditResult;
import ledger.app.task.EditTask;
import ledger.app.task.MoveRequest;
import ledger.app.task.MoveTask;
import ledger.app.task.RemoveRequest;
import ledger.app.task.RemoveTasks;
import ledger.app.task.RenumberRequest;
import ledger.app.task.RenumberTask;
import ledger.app.task.ReopenRequest;
import ledger.app.task.ReopenTask;
import ledger.app.task.SortRequest;
import ledger.app.task.SortTasks;
import ledger.site.SiteReport;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * Everything that ledger can do: one call per verb. A surface needs nothing below this.
 *
 * <p>Every call may end in an {@link IOException} of the file system, in {@link InvalidFiles} if
 * something that it reads has errors, or in a {@link Failure} that says why there is no result.
 */
public final class App {
  private final Session session;

  public App(Session session) {
    this.session = session;
  }

  /** Makes an empty ledger in the session's folder, and returns its file. */
  public Path init(InitRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> InitLedger.run(session, request));
  }

  /** Lists tasks. */
  public TaskList list(ListRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> TaskList.of(session, request));
  }

  /** Shows a task, as it was in a branch, tag or commit; null for the files as they are. */
  public TaskDetails show(String id, @Nullable String revision)
      throws IOException, InvalidFiles, Failure {
    return call(() -> TaskDetails.of(session, id, revision));
  }

  /** Adds a task. */
  public EditResult add(AddRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> AddTask.run(session, request));
  }

  /** Sets cells of tasks. */
  public EditResult edit(EditRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> EditTask.run(session, request));
  }

  /** Moves tasks to another state, or within their table. */
  public EditResult move(MoveRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> MoveTask.run(session, request));
  }

  /** Takes a done task back to review. */
  public EditResult reopen(ReopenRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> ReopenTask.run(session, request));
  }

  /** Sorts sections. */
  public EditResult sort(SortRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> SortTasks.run(session, request));
  }

  /** Takes tasks out of the ledger, into its archive. */
  public EditResult remove(RemoveRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> RemoveTasks.run(session, request));
  }

  /** Gives a task another ID. */
  public EditResult renumber(RenumberRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> RenumberTask.run(session, request));
  }

  /** Finds everything that is wrong with a ledger. */
  public CheckResult check(CheckRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> CheckLedger.run(session, request));
  }

  /** Takes the last changing commands back. */
  public UndoResult undo(UndoRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> Undo.run(session, request));
  }

  /** The commands that can be undone, newest first. */
  public List<String> undoable() throws IOException, InvalidFiles, Failure {
    return call(() -> Undo.list(session));
  }

  /** Runs the experiments of tasks, and judges them. */
  public VerifyResult verify(VerifyRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> VerifyTasks.run(session, request));
  }

  /** What was measured, of all tasks or of one. */
  public ResultsResult results(ResultsRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> ListResults.run(session, request));
  }

  /** One run. */
  public ResultsShowResult resultsShow(ResultsShowRequest request)
      throws IOException, InvalidFiles, Failure {
    return call(() -> ShowRun.run(session, request));
  }

  /** Turns files of events from other hosts into run records. */
  public ResultsImportResult resultsImport(ResultsImportRequest request)
      throws IOException, InvalidFiles, Failure {
    return call(() -> ImportRuns.run(session, request));
  }

  /** Accepts an edit of claims or of a task's text after a run. */
  public ResultsAcceptResult resultsAccept(ResultsAcceptRequest request)
      throws IOException, InvalidFiles, Failure {
    return call(() -> AcceptEdit.run(session, request));
  }

  /** Checks that all run records are as they were written. */
  public ResultsVerifyResult resultsVerify() throws IOException, InvalidFiles, Failure {
    return call(() -> VerifyRecords.run(session));
  }

  /** Finds the run records that are no longer needed, and removes them. */
  public ResultsPruneResult resultsPrune(ResultsPruneRequest request)
      throws IOException, InvalidFiles, Failure {
    return call(() -> PruneRecords.run(session, request));
  }

  /** Compares what was measured on two sides: environments, kinds of host, runs. */
  public CompareResult compare(CompareRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> CompareSides.run(session, request));
  }

  /** Brings the site up to date. */
  public SiteReport site(SiteRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> new SiteBuilder(Workplace.open(session), request.history()).build());
  }

  /** Compares the site with what a build would write. */
  public SiteDifferences siteCheck(SiteRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> new SiteBuilder(Workplace.open(session), request.history()).check());
  }

  /** Brings the site up to date whenever something that it is built from changes. */
  public SiteWatch siteWatch(SiteRequest request) throws IOException, InvalidFiles, Failure {
    Workspace workspace = call(() -> Workplace.find(session));
    return new SiteWatch(
        workspace,
        () ->
            call(
                () ->
                    new SiteBuilder(Workplace.in(session, workspace), request.history()).build()));
  }

  /** Checks the ledger, runs what has no fresh evidence on this kind of host, builds the site. */
  public PublishResult publish() throws IOException, InvalidFiles, Failure {
    return call(() -> PublishSite.run(session));
  }

  /** Reads from git which task changed when, by whom, in which commit. */
  public LogResult log(LogRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> StateLog.run(session, request));
  }

  /** Compares the tasks of two revisions. */
  public DiffResult diff(DiffRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> RevisionDiff.run(session, request));
  }

  /** Fills the histories of the tasks' pages with the states that git's commits have. */
  public BackfillResult historyBackfill(BackfillRequest request)
      throws IOException, InvalidFiles, Failure {
    return call(() -> HistoryBackfill.run(session, request));
  }

  /** Sums up what happened to the tasks since a revision or a day. */
  public ChangesResult changes(ChangesRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> ChangesSince.run(session, request));
  }

  /** Installs git's hooks. */
  public HookInstallResult hookInstall(HookInstallRequest request)
      throws IOException, InvalidFiles, Failure {
    return call(() -> HookSetup.install(session, request));
  }

  /** Removes git's hooks and the merge driver. */
  public HookStatusResult hookUninstall(@Nullable Path launcher)
      throws IOException, InvalidFiles, Failure {
    return call(() -> HookSetup.uninstall(session, launcher));
  }

  /** Has git run each installed hook, and reports the state of all of them. */
  public HookStatusResult hookStatus(@Nullable Path launcher)
      throws IOException, InvalidFiles, Failure {
    return call(() -> HookSetup.status(session, launcher));
  }

  /** Merges the files of commits into the working copy, by tasks and cells. */
  public MergeResult merge(MergeRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> MergeLedger.run(session, request));
  }

  /** Merges two versions of a file, for git. */
  public MergeDriverResult mergeDriver(MergeDriverRequest request)
      throws IOException, InvalidFiles, Failure {
    return call(() -> DrivenMerge.run(session, request));
  }

  /** Composes a forge's workflow that checks, verifies and publishes. */
  public CiResult ci(CiRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> CiSetup.run(session, request));
  }
}
