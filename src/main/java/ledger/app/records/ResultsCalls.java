package ledger.app.records;

import static ledger.app.session.UseCase.call;

import java.io.IOException;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;

/** The calls of {@link ledger.app.App} that concern single records of runs. */
public final class ResultsCalls {
  private final Session session;

  public ResultsCalls(Session session) {
    this.session = session;
  }

  public ResultsShowResult show(ResultsShowRequest request)
      throws IOException, InvalidFiles, Failure {
    return call(() -> ShowRun.run(session, request));
  }

  /** Turns files of events from other hosts into run records. */
  public ResultsImportResult takeIn(ResultsImportRequest request)
      throws IOException, InvalidFiles, Failure {
    return call(() -> ImportRuns.run(session, request));
  }

  /** Accepts an edit of claims or of a task's text after a run. */
  public ResultsAcceptResult accept(ResultsAcceptRequest request)
      throws IOException, InvalidFiles, Failure {
    return call(() -> AcceptEdit.run(session, request));
  }

  /** Checks that all run records are as they were written. */
  public ResultsVerifyResult verify() throws IOException, InvalidFiles, Failure {
    return call(() -> VerifyRecords.run(session));
  }

  /** Finds the run records that are no longer needed, and removes them. */
  public ResultsPruneResult prune(ResultsPruneRequest request)
      throws IOException, InvalidFiles, Failure {
    return call(() -> PruneRecords.run(session, request));
  }
}
