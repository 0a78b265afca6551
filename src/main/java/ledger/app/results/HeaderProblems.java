package ledger.app.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ledger.app.session.InvalidFiles;
import ledger.check.OutcomeFigures;
import ledger.check.Rule;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.TaskEvidence;
import ledger.experiment.header.Discovered;
import ledger.experiment.header.Discovery;
import ledger.experiment.header.Experiment;
import ledger.io.OutsideLink;
import ledger.text.Nearest;
import ledger.text.Problem;
import ledger.text.Problem.Severity;
import ledger.workspace.Environment;
import ledger.workspace.Workspace;

/**
 * Why experiments cannot be used. A claim that is not read must not go unnoticed: it could be the
 * one that is refuted.
 */
public final class HeaderProblems {
  private HeaderProblems() {}

  /** All of them: headers that cannot be used, and those that name a task that does not exist. */
  public static List<Problem> of(WorkspaceEvidence known, Ledger ledger) {
    Discovered discovered = known.verifier().experiments();
    List<Problem> problems = new ArrayList<>(discovered.problems());
    for (Experiment experiment : discovered.experiments()) {
      if (ledger.find(experiment.task()).isEmpty()) {
        problems.add(unknownTask(experiment, ledger));
      }
      String named = experiment.needs().environment();
      List<String> environments =
          known.verifier().environments().stream().map(Environment::name).toList();
      if (named != null && !environments.contains(named)) {
        problems.add(unknownEnvironment(experiment, named, environments));
      }
    }
    return List.copyOf(problems);
  }

  /**
   * What is wrong with the outcomes in words of a task's experiments, as far as runs tell.
   *
   * @param evidence of the task
   */
  public static List<Problem> outcomes(WorkspaceEvidence known, TaskEvidence evidence) {
    List<Problem> problems = new ArrayList<>();
    for (Experiment experiment : known.verifier().experiments().of(evidence.task())) {
      String outcome = experiment.outcome();
      for (ExperimentEvidence own : evidence.experiments()) {
        if (outcome != null && own.experiment().equals(experiment.name())) {
          Problem.Place place = Discovery.placeOfOutcome(experiment);
          problems.addAll(OutcomeFigures.of(outcome, place, own.runs().toList()));
        }
      }
    }
    return List.copyOf(problems);
  }

  private static Problem unknownEnvironment(
      Experiment experiment, String named, List<String> environments) {
    return Problem.error(
        "header",
        Discovery.placeOf(experiment, "environment"),
        "the settings have no environment " + named,
        Nearest.to(named, environments)
            .map(near -> "did you mean " + near + "?")
            .orElse("environments: " + String.join(", ", environments)));
  }

  /** An experiment of a task that the ledger does not have. */
  public static Problem unknownTask(Experiment experiment, Ledger ledger) {
    TaskId task = experiment.task();
    List<String> ids = ledger.tasks().stream().map(Task::id).map(TaskId::value).toList();
    return Problem.error(
        Rule.UNKNOWN_TASK.id(),
        Discovery.placeOf(experiment, "task"),
        "the ledger has no task " + task,
        Nearest.to(task.value(), ids)
            .map(near -> "did you mean " + near + "?")
            .orElse("name one of the ledger's tasks, or remove the script"));
  }

  /**
   * Refuses to go on if the header of a script that may be about this task cannot be used.
   *
   * @throws InvalidFiles with the problems of these scripts
   */
  public static void requireNone(WorkspaceEvidence known, TaskId task)
      throws IOException, InvalidFiles {
    List<Problem> problems = known.verifier().experiments().problems();
    Set<String> about = new LinkedHashSet<>();
    for (String path : paths(problems).toList()) {
      if (mentions(known.workplace().workspace(), path, task)) {
        about.add(path);
      }
    }
    if (!about.isEmpty()) {
      throw new InvalidFiles(
          problems.stream().filter(problem -> about.contains(problem.place().path())).toList());
    }
  }

  private static Stream<String> paths(List<Problem> problems) {
    return problems.stream()
        .filter(problem -> problem.severity() == Severity.ERROR)
        .map(problem -> problem.place().path())
        .distinct();
  }

  /** A script that may not be read, because it lies outside, is about no task. */
  private static boolean mentions(Workspace workspace, String script, TaskId task)
      throws IOException {
    try {
      byte[] content = workspace.files().content(workspace.root().resolve(script));
      String text = content == null ? "" : new String(content, UTF_8);
      return Pattern.compile("\\b" + Pattern.quote(task.value()) + "\\b").matcher(text).find();
    } catch (OutsideLink e) {
      return false;
    }
  }
}
