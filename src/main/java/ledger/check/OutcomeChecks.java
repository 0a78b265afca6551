package ledger.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.document.Cell;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.evidence.judge.Judge;
import ledger.evidence.verdict.Gate;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.words.OutcomePart;
import ledger.evidence.words.ReasonWords;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Compares done rows with the evidence: an outcome's numbers must be those of the run that it
 * names, and no later run may refute it. An outcome is the user's text, whoever composed it first:
 * it is searched for runs and numbers, and those are compared with what would be composed.
 */
public final class OutcomeChecks {
  /**
   * A text and the run in brackets after it; the text begins after the previous run, if there is
   * one.
   */
  private static final Pattern PART =
      Pattern.compile("([^\\[\\]]*)\\[([0-9]{8}T[0-9]{6}Z-[0-9a-f]{8})]");

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
      Optional<RunEvidence> run = evidence.run(id);
      if (run.isEmpty()) {
        String message = "the outcome names the run " + id + ", which has no record";
        problems.add(problem(ledger, task, Rule.OUTCOME_WITHOUT_RECORD, message, null));
        continue;
      }
      List<String> wrong = wrong(part.group(1), run.get());
      if (!wrong.isEmpty()) {
        String message =
            "the outcome says "
                + String.join(", ", wrong)
                + ", its run says: "
                + OutcomePart.of(run.get()).text();
        String help = "'ledger edit " + task.id() + " --set \"Outcome=…\"' corrects it";
        problems.add(problem(ledger, task, Rule.OUTCOME_DISAGREES, message, help));
      }
    }
  }

  /**
   * Numbers that the run does not have: of a composed text, those that are not at their place in
   * what would be composed now or at the time of the run; of other words, those that are no figure
   * of the run at all. What precedes a composed text is somebody's own words.
   */
  private static List<String> wrong(String text, RunEvidence run) {
    List<String> now = figures(run);
    List<String> then = figures(new RunEvidence(run.record(), Judge.asOfRun(run.record())));
    int composed = text.lastIndexOf(OutcomePart.OPENING);
    if (composed < 0) {
      Set<String> known = new HashSet<>(now);
      known.addAll(then);
      known.addAll(OutcomePart.figures(run));
      return numbers(text).stream().filter(number -> !known.contains(number)).toList();
    }
    List<String> said = numbers(text.substring(composed));
    List<String> wrong = outOfPlace(said, now);
    return wrong.isEmpty() ? wrong : outOfPlace(said, then);
  }

  /** The figures of what would be composed, in their order, with those in names. */
  private static List<String> figures(RunEvidence run) {
    return OutcomePart.of(run).pieces().stream().flatMap(piece -> numbers(piece).stream()).toList();
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

  private static void refuted(
      Ledger ledger, Task task, TaskEvidence evidence, List<Problem> problems) {
    if (Gate.isRefuted(task, evidence)) {
      String message =
          task.id() + " is done, but its evidence refutes it: " + ReasonWords.of(evidence);
      String help =
          "'ledger reopen "
              + task.id()
              + "' takes it back to review; a known failure in the experiment's header accepts a"
              + " refuted claim";
      problems.add(problem(ledger, task, Rule.REFUTED, message, help));
    }
  }

  private static List<String> numbers(String text) {
    return NUMBER.matcher(text).results().map(MatchResult::group).toList();
  }

  private static Problem problem(
      Ledger ledger, Task task, Rule rule, String message, @Nullable String help) {
    int column = Math.max(0, task.indexOf(Columns.OUTCOME));
    Cell cell = task.cells().get(column);
    return Problem.error(rule.id(), ledger.source().place(cell.content()), message, help);
  }
}
