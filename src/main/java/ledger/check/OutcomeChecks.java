package ledger.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
import ledger.evidence.judge.Judge;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.Gate;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.words.OutcomePart;
import ledger.evidence.words.OutcomeWords;
import ledger.evidence.words.ReasonWords;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Compares done rows with the evidence: an outcome must say what would be composed of the run that
 * it names, and the evidence must still suffice. An outcome is the user's text, whoever composed it
 * first: it is searched for runs, and what is not composed for numbers.
 */
public final class OutcomeChecks {
  /** A run in brackets. */
  private static final Pattern RUN = Pattern.compile("\\[([0-9]{8}T[0-9]{6}Z-[0-9a-f]{8})]");

  /** What follows it is free. */
  private static final String FREE = " — ";

  /** Where a part of an outcome says on which kind of host. */
  private static final Pattern HOST =
      Pattern.compile("[a-z]+-[a-z0-9_]+-(?:cpu|cuda|metal|unknown)(?: \\(imported\\))?: ");

  private static final Pattern COMPOSED = Pattern.compile(HOST + "[0-9]+/[0-9]+ checks");

  private static final int SAYS_THE_SAME = -2;

  /** A number with its sign; not part of an ID, a word or a reference such as {@code #12}. */
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w.#])(?<!\\w-)-?[0-9]++(?!\\w)(?:[.,][0-9]++(?!\\w))*+");

  private OutcomeChecks() {}

  /**
   * The problems of one task.
   *
   * @param subject names of the packages whose versions outcomes quote
   * @param strict whether a done task whose evidence no longer suffices is an error
   */
  public static List<Problem> of(
      Ledger ledger, Task task, TaskEvidence evidence, List<String> subject, boolean strict) {
    List<Problem> problems = new ArrayList<>();
    if (task.state().id().equals(Layout.DONE)) {
      numbers(ledger, task, evidence, subject, problems);
      verdict(ledger, task, evidence, problems);
      refuted(ledger, task, evidence, problems);
      unproven(ledger, task, evidence, strict, problems);
    }
    return List.copyOf(problems);
  }

  private static void numbers(
      Ledger ledger,
      Task task,
      TaskEvidence evidence,
      List<String> subject,
      List<Problem> problems) {
    String outcome = task.text(Columns.OUTCOME);
    Matcher part = RUN.matcher(outcome);
    if (!part.find()) {
      ofNoRun(ledger, task, evidence, subject, problems);
    }
    part.reset();
    while (part.find()) {
      String id = part.group(1);
      Optional<RunEvidence> run = evidence.run(id);
      if (run.isEmpty()) {
        String message = "the outcome names the run " + id + ", which has no record";
        problems.add(problem(ledger, task, Rule.OUTCOME_WITHOUT_RECORD, message, null));
        continue;
      }
      List<String> wrong = wrong(before(outcome, part.start()), run.get(), subject);
      if (!wrong.isEmpty()) {
        problems.add(disagrees(ledger, task, wrong, "its run", run.get(), subject));
      }
    }
  }

  /** A composed text from which the run was taken away must be what some run says. */
  private static void ofNoRun(
      Ledger ledger,
      Task task,
      TaskEvidence evidence,
      List<String> subject,
      List<Problem> problems) {
    String outcome = task.text(Columns.OUTCOME);
    List<RunEvidence> runs =
        evidence.experiments().stream().flatMap(ExperimentEvidence::runs).toList();
    if (!runs.isEmpty()
        && COMPOSED.matcher(upToFreeText(outcome)).find()
        && runs.stream().noneMatch(run -> wrong(outcome, run, subject).isEmpty())) {
      RunEvidence newest = runs.getFirst();
      List<String> wrong = wrong(outcome, newest, subject);
      problems.add(disagrees(ledger, task, wrong, "the newest run", newest, subject));
    }
  }

  private static Problem disagrees(
      Ledger ledger,
      Task task,
      List<String> wrong,
      String which,
      RunEvidence run,
      List<String> subject) {
    String message =
        "the outcome says "
            + String.join(", ", wrong)
            + ", "
            + which
            + " says: "
            + OutcomePart.of(run, subject).text();
    String help = "'ledger edit " + task.id() + " --set \"Outcome=…\"' corrects it";
    return problem(ledger, task, Rule.OUTCOME_DISAGREES, message, help);
  }

  /** The text before a run in brackets, back to the last bracket before it. */
  private static String before(String outcome, int run) {
    int bracket = Math.max(outcome.lastIndexOf('[', run - 1), outcome.lastIndexOf(']', run - 1));
    return outcome.substring(bracket + 1, run);
  }

  /**
   * What the run does not say: of a composed text, the numbers that are not at their place in what
   * would be composed now or at the time of the run, or the text itself if other words differ; of
   * own words, the numbers that are not figures of the run at all. What precedes a composed text is
   * somebody's own words, and so is what follows a dash.
   */
  private static List<String> wrong(String text, RunEvidence run, List<String> subject) {
    OutcomePart now = OutcomePart.of(run, subject);
    RunEvidence asOfRun = new RunEvidence(run.record(), Judge.asOfRun(run.record()));
    OutcomePart then = OutcomePart.of(asOfRun, subject);
    String opening = now.opening();
    for (int at = text.indexOf(opening); at >= 0; at = text.indexOf(opening, at + 1)) {
      String said = upToFreeText(text.substring(at));
      if (now.says(said) || then.says(said)) {
        return List.of();
      }
    }
    int composed = text.lastIndexOf(opening);
    if (composed < 0) {
      composed = withoutSubject(text, run, asOfRun);
    }
    if (composed == SAYS_THE_SAME) {
      return List.of();
    }
    if (composed < 0) {
      Set<String> known = new HashSet<>(figures(now));
      known.addAll(figures(then));
      known.addAll(OutcomePart.figures(run));
      return numbers(upToFreeText(text)).stream()
          .filter(number -> !known.contains(number))
          .toList();
    }
    String said = upToFreeText(text.substring(composed));
    List<String> wrong = outOfPlace(numbers(said), figures(now));
    List<String> before = wrong.isEmpty() ? wrong : outOfPlace(numbers(said), figures(then));
    return before.isEmpty() ? List.of("'" + said.strip() + "'") : before;
  }

  /**
   * Where a text begins that was composed when the settings named no subject, or that names another
   * kind of host; -1 if there is none, and {@link #SAYS_THE_SAME} if it does.
   */
  private static int withoutSubject(String text, RunEvidence run, RunEvidence asOfRun) {
    Matcher host = HOST.matcher(upToFreeText(text));
    int composed = -1;
    while (host.find()) {
      String said = upToFreeText(text.substring(host.start()));
      if (OutcomePart.of(run, List.of()).says(said)
          || OutcomePart.of(asOfRun, List.of()).says(said)) {
        return SAYS_THE_SAME;
      }
      composed = host.start();
    }
    return composed;
  }

  private static String upToFreeText(String text) {
    int free = text.indexOf(FREE);
    return free < 0 ? text : text.substring(0, free);
  }

  /** The figures of what would be composed, in their order, with those in names. */
  private static List<String> figures(OutcomePart part) {
    return part.pieces().stream().flatMap(piece -> numbers(piece).stream()).toList();
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

  /** A verdict that the outcome begins with must be the present one, or the one that runs had. */
  private static void verdict(
      Ledger ledger, Task task, TaskEvidence evidence, List<Problem> problems) {
    String text = task.text(Columns.OUTCOME);
    String begins = text.toLowerCase(Locale.ROOT);
    Set<Status> possible = EnumSet.of(evidence.status());
    evidence.experiments().stream()
        .flatMap(ExperimentEvidence::runs)
        .filter(run -> text.contains(run.record().run()))
        .forEach(run -> possible.add(Judge.asOfRun(run.record()).status()));
    boolean named = RUN.matcher(text).find();
    for (Status status : Status.values()) {
      String word = OutcomeWords.status(status);
      boolean said = begins.startsWith(word + ":") || begins.startsWith(word + " (");
      if (named && said && !possible.contains(status)) {
        String message =
            "the outcome says '"
                + word
                + "', its evidence: "
                + OutcomeWords.status(evidence.status());
        String help = "'ledger edit " + task.id() + " --set \"Outcome=…\"' corrects it";
        problems.add(problem(ledger, task, Rule.OUTCOME_DISAGREES, message, help));
      }
    }
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

  /** A task that was moved to Done today would be stopped there. */
  private static void unproven(
      Ledger ledger, Task task, TaskEvidence evidence, boolean strict, List<Problem> problems) {
    if (!Gate.of(evidence, null).isOpen() && !Gate.isRefuted(task, evidence)) {
      String message =
          task.id()
              + " is done, but its evidence does not say so ("
              + (evidence.status() == Status.NONE
                  ? "no evidence"
                  : OutcomeWords.status(evidence.status()))
              + "): "
              + ReasonWords.of(evidence);
      String help = "'ledger verify " + task.id() + "' measures it";
      Problem problem = problem(ledger, task, Rule.DONE_WITHOUT_EVIDENCE, message, help);
      problems.add(strict ? problem : problem.asWarning());
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
