package ledger.app.git.history;

import static ledger.app.session.UseCase.call;

import java.io.IOException;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;

/** The calls of {@link ledger.app.App} that read what git's commits have. */
public final class HistoryCalls {
  private final Session session;

  public HistoryCalls(Session session) {
    this.session = session;
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
  public BackfillResult backfill(boolean dryRun) throws IOException, InvalidFiles, Failure {
    return call(() -> HistoryBackfill.run(session, dryRun));
  }

  /** Sums up what happened to the tasks since a revision or a day. */
  public ChangesResult changes(ChangesRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> ChangesSince.run(session, request));
  }
}
