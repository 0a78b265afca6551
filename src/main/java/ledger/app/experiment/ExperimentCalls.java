package ledger.app.experiment;

import static ledger.app.session.UseCase.call;

import java.io.IOException;
import ledger.app.experiment.CheckExperiment.ExperimentFaults;
import ledger.app.experiment.CheckExperiment.ScriptAsked;
import ledger.app.experiment.NewExperiment.ScriptMade;
import ledger.app.experiment.NewExperiment.ScriptWanted;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;

/** The calls of {@link ledger.app.App} that concern single experiments. */
public final class ExperimentCalls {
  private final Session session;

  public ExperimentCalls(Session session) {
    this.session = session;
  }

  /** Writes a script that runs at once, with what it needs. */
  public ScriptMade draft(ScriptWanted wanted) throws IOException, InvalidFiles, Failure {
    return call(() -> NewExperiment.run(session, wanted));
  }

  /** Runs an experiment once, keeps no record, and reports everything that is wrong with it. */
  public ExperimentFaults check(ScriptAsked asked) throws IOException, InvalidFiles, Failure {
    return call(() -> CheckExperiment.run(session, asked));
  }
}
