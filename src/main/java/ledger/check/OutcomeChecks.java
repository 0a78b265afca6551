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
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.Judge;
import ledger.evidence.verdict.Outcomes;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Compares done rows with the evidence: an outcome's numbers must be those of the run that it
 * names, and no later run may refute it.
 */
public final class OutcomeChecks {
  /**
   * A text and the run in brackets after it; the text begins after the previous run, if there is
   * one.
   */
  private static final Pattern PART =
      Pattern.compile("([^\\[\\]]*)\\[([0-9]{8}T[0-9]{6}Z-[0-9a-f]{8})]");

  /** Where a composed outcome begins; what comes before it is somebody's own words. */
  private static final String COMPOSED = "MLX ";

  /** A number with its sign; not part of an ID, a word or a reference such as {@code #12}. */
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w.#])(?<!\\w-)-?[0-9]+(?:[.,][0-9]+)*(?![\\w])");

  private OutcomeChecks() {}

  /** The problems, in the ledger's order. */
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
      String id = part.group(2);
      Optional<RunEvidence> run = run(evidence, id);
      if (run.isEmpty()) {
        String message = "the outcome names the run " + id + ", which has no record";
        problems.add(problem(ledger, task, "outcome-without-record", message, null));
        continue;
      }
      RunEvidence then = new RunEvidence(run.get().record(), Judge.asOfRun(run.get().record()));
      List<String> wrong = wrong(part.group(1), run.get(), then);
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

  /**
   * Numbers that the run does not have: in a composed text, those that are not in the same position
   * in what would be composed now, or at the time of the run; in other words, those that are not a
   * figure of the run at all.
   */
  private static List<String> wrong(String text, RunEvidence now, RunEvidence then) {
    int composed = text.lastIndexOf(COMPOSED);
    List<String> said = numbers(composed < 0 ? text : text.substring(composed));
    if (composed < 0) {
      Set<String> known = new HashSet<>(numbers(Outcomes.part(now)));
      known.addAll(numbers(Outcomes.part(then)));
      known.addAll(Outcomes.figures(now));
      return said.stream().filter(number -> !known.contains(number)).toList();
    }
    List<String> wrong = outOfPlace(said, numbers(Outcomes.part(now)));
    return wrong.isEmpty() ? wrong : outOfPlace(said, numbers(Outcomes.part(then)));
  }

  /** Those of the first list that the second does not have in this order; it may have more. */
  private static List<String> outOfPlace(List<String> said, List<String> known) {
    List<String> wrong = new ArrayList<>();
    int from = 0;
    for (String number : said) {
      int at = known.subList(from, known.size()).indexOf(number);
      if (at < 0) {
        wrong.add(number);
      } else {
        from += at + 1;
      }
    }
    return wrong;
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
              + "' takes it back to review; a known failure in the experiment's header accepts a refuted claim";
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
