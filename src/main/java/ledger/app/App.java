package ledger.app;

import static ledger.app.session.UseCase.call;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import ledger.app.board.BoardCalls;
import ledger.app.completion.CompletionCalls;
import ledger.app.edit.EditResult;
import ledger.app.edit.RowsChanged;
import ledger.app.environment.EnvironmentCalls;
import ledger.app.exchange.ExportTasks;
import ledger.app.exchange.ImportRequest;
import ledger.app.exchange.ImportResult;
import ledger.app.exchange.ImportTasks;
import ledger.app.exchange.InitFrom;
import ledger.app.exchange.InitFromRequest;
import ledger.app.exchange.InitFromResult;
import ledger.app.experiment.ExperimentCalls;
import ledger.app.git.CiRequest;
import ledger.app.git.CiResult;
import ledger.app.git.CiSetup;
import ledger.app.git.HookCalls;
import ledger.app.git.history.HistoryCalls;
import ledger.app.git.merge.DrivenMerge;
import ledger.app.git.merge.MergeDriverRequest;
import ledger.app.git.merge.MergeDriverResult;
import ledger.app.git.merge.MergeLedger;
import ledger.app.git.merge.MergeRequest;
import ledger.app.git.merge.MergeResult;
import ledger.app.host.Doctor;
import ledger.app.host.DoctorRequest;
import ledger.app.host.HostCheck;
import ledger.app.ledger.CheckLedger;
import ledger.app.ledger.CheckRequest;
import ledger.app.ledger.CheckResult;
import ledger.app.ledger.InitLedger;
import ledger.app.ledger.InitRequest;
import ledger.app.ledger.ListRequest;
import ledger.app.ledger.TaskDetails;
import ledger.app.ledger.TaskList;
import ledger.app.ledger.Undo;
import ledger.app.ledger.UndoResult;
import ledger.app.records.ListResults;
import ledger.app.records.ResultsCalls;
import ledger.app.records.ResultsRequest;
import ledger.app.records.ResultsResult;
import ledger.app.results.CompareRequest;
import ledger.app.results.CompareResult;
import ledger.app.results.CompareSides;
import ledger.app.results.VerifyRequest;
import ledger.app.results.VerifyResult;
import ledger.app.results.VerifyTasks;
import ledger.app.runs.Runs;
import ledger.app.search.SearchResult;
import ledger.app.search.SearchTasks;
import ledger.app.session.ExpectedRow;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.site.PublishResult;
import ledger.app.site.PublishSite;
import ledger.app.site.SiteBuilder;
import ledger.app.site.SiteDifferences;
import ledger.app.site.SiteRequest;
import ledger.app.site.SiteWatch;
import ledger.app.task.AddRequest;
import ledger.app.task.AddTask;
import ledger.app.task.AlignTables;
import ledger.app.task.EditRequest;
import ledger.app.task.EditTask;
import ledger.app.task.MoveRequest;
import ledger.app.task.MoveTask;
import ledger.app.task.NextCalls;
import ledger.app.task.RemoveRequest;
import ledger.app.task.RemoveTasks;
import ledger.app.task.RenumberRequest;
import ledger.app.task.RenumberTask;
import ledger.app.task.ReopenRequest;
import ledger.app.task.ReopenTask;
import ledger.app.task.SortRequest;
import ledger.app.task.SortTasks;
import ledger.exchange.ListWriter;
import ledger.site.SiteReport;
import org.jspecify.annotations.Nullable;

/**
 * Everything that ledger can do: one call per verb. A surface needs nothing below this. Each may
 * end in an {@link IOException}, or with reasons in {@link InvalidFiles} or a {@link Failure}.
 */
public final class App {
  private final Session session;

  public App(Session session) {
    this.session = session;
  }

  /**
   * The same for one edit that is made from rows as somebody read them: if one of them has changed
   * since, it is not made, and the {@link Failure}'s reason is {@link RowsChanged}.
   *
   * @param command the edit as the user could type it, for the journal
   */
  public App expecting(String command, List<ExpectedRow> rows) {
    return new App(session.expecting(command, rows));
  }

  /** Makes an empty ledger in the session's folder, and returns its file. */
  public Path init(InitRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> InitLedger.run(session, request));
  }

  /** Makes a file that people already keep the ledger of the session's folder. */
  public InitFromResult initFrom(InitFromRequest request)
      throws IOException, InvalidFiles, Failure {
    return call(() -> InitFrom.run(session, request));
  }

  /** Takes the tasks of another program's list into the ledger. */
  public ImportResult takeIn(ImportRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> ImportTasks.run(session, request));
  }

  /** Gives out the tasks in a form that other programs read. */
  public ListWriter.Written export(String format) throws IOException, InvalidFiles, Failure {
    return call(() -> ExportTasks.run(session, format));
  }

  /** The ledger as a board. */
  public BoardCalls board() {
    return new BoardCalls(session);
  }

  public TaskList list(ListRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> TaskList.of(session, request));
  }

  /** Finds the tasks that have all these words, best first. */
  public SearchResult search(String words) throws IOException, InvalidFiles, Failure {
    return call(() -> SearchTasks.run(session, words));
  }

  /** Shows a task, as it was in a branch, tag or commit; null for the files as they are. */
  public TaskDetails show(String id, @Nullable String revision)
      throws IOException, InvalidFiles, Failure {
    return call(() -> TaskDetails.of(session, id, revision));
  }

  public EditResult add(AddRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> AddTask.run(session, request));
  }

  public EditResult edit(EditRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> EditTask.run(session, request));
  }

  /** Moves tasks to another state, or within their table. */
  public EditResult move(MoveRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> MoveTask.run(session, request));
  }

  public NextCalls next() {
    return new NextCalls(session);
  }

  /** Takes a done task back to review. */
  public EditResult reopen(ReopenRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> ReopenTask.run(session, request));
  }

  public EditResult sort(SortRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> SortTasks.run(session, request));
  }

  /** Aligns the tables of these states, or of all if none are named. */
  public EditResult fmt(List<String> states, boolean dryRun)
      throws IOException, InvalidFiles, Failure {
    return call(() -> AlignTables.run(session, states, dryRun));
  }

  /** Completion in shells. */
  public CompletionCalls completion() {
    return new CompletionCalls(session);
  }

  /** Takes tasks out of the ledger, into its archive. */
  public EditResult remove(RemoveRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> RemoveTasks.run(session, request));
  }

  public EditResult renumber(RenumberRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> RenumberTask.run(session, request));
  }

  /** Finds everything that is wrong with a ledger. */
  public CheckResult check(CheckRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> CheckLedger.run(session, request));
  }

  /** Takes the last changing commands back. */
  public UndoResult undo(int count, boolean dryRun) throws IOException, InvalidFiles, Failure {
    return call(() -> Undo.run(session, count, dryRun));
  }

  /** The commands that can be undone, newest first. */
  public List<String> undoable() throws IOException, InvalidFiles, Failure {
    return call(() -> Undo.list(session));
  }

  /** Runs the experiments of tasks, and judges them. */
  public VerifyResult verify(VerifyRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> VerifyTasks.run(session, request));
  }

  /** Verifications that go on while the caller does something else; closed with the process. */
  public Runs runs() {
    return new Runs(session);
  }

  /** The verbs that concern single experiments. */
  public ExperimentCalls experiment() {
    return new ExperimentCalls(session);
  }

  /** The verbs that concern the environments of experiments. */
  public EnvironmentCalls env() {
    return new EnvironmentCalls(session);
  }

  /** What was measured, of all tasks or of one. */
  public ResultsResult results(ResultsRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> ListResults.run(session, request));
  }

  /** Single records: show, import, accept, verify, prune. */
  public ResultsCalls results() {
    return new ResultsCalls(session);
  }

  /** Compares what was measured on two sides: environments, kinds of host, runs. */
  public CompareResult compare(CompareRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> CompareSides.run(session, request));
  }

  /** Brings the site up to date. */
  public SiteReport site(SiteRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> SiteBuilder.of(session, request).build());
  }

  /** Compares the site with what a build would write. */
  public SiteDifferences siteCheck(SiteRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> SiteBuilder.of(session, request).check());
  }

  /** Brings the site up to date whenever something that it is built from changes. */
  public SiteWatch siteWatch(SiteRequest request) throws IOException, InvalidFiles, Failure {
    return SiteWatch.of(session, request);
  }

  /** Checks the ledger, runs what has no fresh evidence on this kind of host, builds the site. */
  public PublishResult publish() throws IOException, InvalidFiles, Failure {
    return call(() -> PublishSite.run(session));
  }

  /** The verbs that read what git's commits have. */
  public HistoryCalls history() {
    return new HistoryCalls(session);
  }

  /** The verbs that concern git's hooks. */
  public HookCalls hook() {
    return new HookCalls(session);
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

  /** Looks at what this machine has of all that ledger needs. */
  public List<HostCheck> doctor(DoctorRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> Doctor.run(session, request));
  }

  /** Composes a forge's workflow that checks, verifies and publishes. */
  public CiResult ci(CiRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> CiSetup.run(session, request));
  }
}
