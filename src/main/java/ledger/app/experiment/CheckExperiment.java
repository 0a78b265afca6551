package ledger.app.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import ledger.app.results.HeaderProblems;
import ledger.app.results.Verification;
import ledger.app.results.WorkspaceEvidence;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Notice;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.evidence.judge.Judge;
import ledger.evidence.verdict.RunEvidence;
import ledger.experiment.environment.ExperimentEnvironment;
import ledger.experiment.header.Discovered;
import ledger.experiment.header.Discovery;
import ledger.experiment.header.Experiment;
import ledger.experiment.inputs.TaskText;
import ledger.experiment.run.PlanReason;
import ledger.experiment.run.PlannedRun;
import ledger.experiment.run.TriedRun;
import ledger.experiment.run.Verifier;
import ledger.experiment.run.VerifyLock;
import ledger.experiment.run.VerifyRunning;
import ledger.text.InvalidText;
import ledger.text.Problem;
import ledger.workspace.Environment;
import org.jspecify.annotations.Nullable;

/** Runs an experiment once, keeps no record, and reports everything that is wrong with it. */
public final class CheckExperiment {
  /**
   * What to try.
   *
   * @param file the script, or its name among the experiments
   * @param environment null for the one that decides
   */
  public record ScriptAsked(Path file, @Nullable String environment) {}

  /**
   * What was found.
   *
   * @param problems by line
   * @param run with the verdict that it would have; null if it could not be tried
   */
  public record ExperimentFaults(List<Problem> problems, @Nullable RunEvidence run) {}

  private CheckExperiment() {}

  public static ExperimentFaults run(Session session, ScriptAsked asked)
      throws IOException, InvalidText, InvalidFiles, Failure {
    Workplace workplace = Workplace.open(session);
    Ledger ledger = workplace.ledger();
    WorkspaceEvidence known = new WorkspaceEvidence(workplace);
    Environment named =
        asked.environment == null ? null : known.environments().named(asked.environment);
    Discovered found = Discovery.draft(workplace.workspace(), script(workplace, asked.file));
    List<Problem> problems = new ArrayList<>(found.problems());
    RunEvidence run = null;
    for (Experiment experiment : found.experiments()) {
      Environment environment =
          ExperimentEnvironment.of(
              experiment, named == null ? known.verifier().deciding(experiment) : named);
      Optional<Task> task = ledger.find(experiment.task());
      if (task.isEmpty()) {
        problems.add(HeaderProblems.unknownTask(experiment, ledger));
      }
      TaskText text =
          task.isPresent() ? known.text(task.get()) : new TaskText(experiment.task(), "", "");
      TriedRun tried =
          tried(
              known,
              new PlannedRun(
                  experiment, environment, text, true, false, PlanReason.Asked.FIRST_LOOK));
      problems.addAll(tried.faults());
      run = new RunEvidence(tried.record(), Judge.firstLook(tried.record()));
    }
    problems.sort(Comparator.comparingInt((Problem problem) -> problem.place().line()));
    return new ExperimentFaults(List.copyOf(problems), run);
  }

  private static TriedRun tried(WorkspaceEvidence known, PlannedRun planned)
      throws IOException, Failure {
    Session session = known.workplace().session();
    Verifier verifier = known.verifier();
    known.workplace().requireOwnState();
    try (VerifyLock lock =
        verifier.lock(
            Verification.PATIENCE,
            who ->
                session
                    .listener()
                    .heard(new Notice.WaitingForVerify(who, Verification.PATIENCE)))) {
      session.listener().heard(new Notice.RunStarts(planned));
      return verifier.tryOut(
          lock, planned, event -> session.listener().heard(new Notice.RunGoesOn(event)));
    } catch (VerifyRunning e) {
      throw Failure.cannot(String.valueOf(e.getMessage()), null);
    }
  }

  private static Path script(Workplace workplace, Path named) throws IOException, Failure {
    Path folder = workplace.workspace().experiments();
    Path given = workplace.session().folder().resolve(named).normalize();
    String name = String.valueOf(named.getFileName());
    Path byName = folder.resolve(name.endsWith(".py") ? name : name + ".py");
    Path script = Files.isRegularFile(given) ? given : byName;
    String shown = workplace.session().shown(folder);
    if (!Files.isRegularFile(script)) {
      throw Failure.wrongRequest("there is no script " + named, "experiments are in " + shown);
    }
    if (!folder.toRealPath().equals(script.toRealPath().getParent())
        && !folder.equals(script.getParent())) {
      throw Failure.wrongRequest(
          named + " is not in " + shown,
          "only scripts that lie in that folder itself are experiments");
    }
    return folder.resolve(String.valueOf(script.getFileName()));
  }
}
