package ledger.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.document.Cell;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.evidence.ExperimentEvidence;
import ledger.evidence.Judge;
import ledger.evidence.Outcomes;
import ledger.evidence.RunEvidence;
import ledger.evidence.Status;
import ledger.evidence.TaskEvidence;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Done rows held against the evidence: an outcome's numbers are those of the run that it names, and
 * no later run refutes it.
 */
public final class OutcomeChecks {
  /** From where a composed outcome names its MLX to the run in its brackets. */
  private static final Pattern PART =
      Pattern.compile("MLX (?:(?!MLX )[^\\[])*\\[([0-9]{8}T[0-9]{6}Z-[0-9a-f]{8})]");

  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])[0-9]+(?:\\.[0-9]+)*(?![\\w])");

  private OutcomeChecks() {}

  /** What is wrong, in the ledger's order. */
  public static List<Problem> of(Ledger ledger, Map<TaskId, TaskEvidence> evidence) {
    List<Problem> problems = new ArrayList<>();
    for (Task task : ledger.tasks()) {
      TaskEvidence known = evidence.get(task.id());
      if (known != null && task.state().id().equals(Layout.DONE)) {
        numbers(ledger, task, known, problems);
        refuted(ledger, task, known, problems);
      }
    }
    return List.copyOf(problems);
  }

  private static void numbers(
      Ledger ledger, Task task, TaskEvidence evidence, List<Problem> problems) {
    Matcher part = PART.matcher(task.text(Columns.OUTCOME));
    while (part.find()) {
      String id = part.group(1);
      Optional<RunEvidence> run = run(evidence, id);
      if (run.isEmpty()) {
        String message = "the outcome names the run " + id + ", of which there is no record";
        problems.add(problem(ledger, task, "outcome-without-record", message, null));
        continue;
      }
      RunEvidence then = new RunEvidence(run.get().record(), Judge.asOfRun(run.get().record()));
      Set<String> seen = new HashSet<>(numbers(Outcomes.part(run.get())));
      seen.addAll(numbers(Outcomes.part(then)));
      List<String> wrong =
          numbers(part.group()).stream().filter(number -> !seen.contains(number)).toList();
      if (!wrong.isEmpty()) {
        String message =
            "the outcome says "
                + String.join(", ", wrong)
                + ", its run says: "
                + Outcomes.part(run.get());
        String help = "'ledger edit " + task.id() + " --set \"Outcome=…\"' corrects it";
        problems.add(problem(ledger, task, "outcome-disagrees", message, help));
      }
    }
  }

  /** Whether a task counts as done although its evidence, later perhaps, says otherwise. */
  public static boolean isRefuted(Task task, TaskEvidence evidence) {
    return task.state().id().equals(Layout.DONE) && evidence.status() == Status.FAILED;
  }

  private static void refuted(
      Ledger ledger, Task task, TaskEvidence evidence, List<Problem> problems) {
    if (isRefuted(task, evidence)) {
      String message = task.id() + " is done, but its evidence refutes it: " + evidence.reason();
      String help =
          "'ledger reopen "
              + task.id()
              + "' takes it back to review; a finding in the experiment's header accepts a refuted claim";
      problems.add(problem(ledger, task, "refuted", message, help));
    }
  }

  private static Optional<RunEvidence> run(TaskEvidence evidence, String id) {
    for (ExperimentEvidence experiment : evidence.experiments()) {
      for (List<RunEvidence> runs : List.of(experiment.newest(), experiment.older())) {
        for (RunEvidence run : runs) {
          if (run.record().run().equals(id)) {
            return Optional.of(run);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> numbers(String text) {
    return NUMBER.matcher(text).results().map(result -> result.group()).toList();
  }

  private static Problem problem(
      Ledger ledger, Task task, String rule, String message, @Nullable String help) {
    int column = Math.max(0, task.indexOf(Columns.OUTCOME));
    Cell cell = task.cells().get(column);
    return Problem.error(rule, ledger.source().place(cell.content()), message, help);
  }
}
