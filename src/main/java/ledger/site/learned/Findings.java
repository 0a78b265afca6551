package ledger.site.learned;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.verdict.ClaimAnswer;
import ledger.evidence.verdict.ClaimVerdict;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.words.OutcomePart;
import ledger.site.chart.Bounds;
import ledger.site.page.Badge;
import ledger.site.page.BoardPage;
import ledger.site.page.ExperimentModel;
import ledger.site.page.MeasuredValue;
import ledger.site.page.RunPlace;
import ledger.site.prose.Inline;

/**
 * What the start page says was found. Nothing here is prose of the tool's: a finding is a claim
 * that a run refuted, with the reason that was written down for it, or what an experiment calls its
 * outcome.
 */
public final class Findings {
  /** How many the start page has. */
  private static final int MOST = 5;

  /** How many of them are refuted claims, so that there is room for what holds. */
  private static final int MOST_REFUTED = 2;

  /** How much of an outcome is quoted. */
  private static final int MOST_CLAUSES = 2;

  /** More than any experiment has claims. */
  private static final int MANY = 10_000;

  private Findings() {}

  /** Text with a capital letter in front and a full stop behind. */
  public static String sentence(String text) {
    String begun =
        text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return begun.endsWith(".") ? begun : begun + ".";
  }

  /**
   * A finding that may be shown.
   *
   * @param key identifies it among those of its task
   * @param told its text without markup
   * @param since the start of the first of the runs there that found it without a break
   * @param refuted whether it is a claim that does not hold
   * @param cause the report of the defect, where there is one: two tasks may have met the same
   * @param weight the more readers care, the higher: how many claims of its task's are refuted, or
   *     were asked
   */
  public record PossibleFinding(
      BoardPage.BoardFinding finding,
      String key,
      String told,
      Instant since,
      boolean refuted,
      String cause,
      int weight) {}

  /** Everything that a task's evidence has to say: one line a refuted reason, one an experiment. */
  public static List<PossibleFinding> of(
      TaskEvidence evidence, List<String> subject, Inline inline) {
    List<PossibleFinding> all = new ArrayList<>();
    for (int i = 0; i < evidence.experiments().size(); i++) {
      ExperimentEvidence experiment = evidence.experiments().get(i);
      String href = "tasks/" + evidence.task() + ".html#" + ExperimentModel.key(i);
      List<RunEvidence> sound =
          experiment.newest().stream().filter(run -> isWhole(run.verdict().status())).toList();
      for (RunEvidence run : sound) {
        all.addAll(refuted(experiment, run, subject, inline, evidence, href));
      }
      if (!sound.isEmpty()) {
        RunEvidence first = sound.getFirst();
        List<String> clauses = OutcomePart.clauses(first);
        if (!clauses.isEmpty()) {
          String text =
              sentence(
                  String.join("; ", clauses.subList(0, Math.min(MOST_CLAUSES, clauses.size()))));
          BoardPage.BoardFinding finding =
              new BoardPage.BoardFinding(
                  evidence.task().value(),
                  href,
                  inline.html(text),
                  "",
                  Headlines.where(first.record(), subject),
                  Badge.of(first.verdict().status()));
          all.add(
              new PossibleFinding(
                  finding,
                  key(experiment, first, "outcome"),
                  text,
                  since(experiment, first, run -> !OutcomePart.clauses(run).isEmpty()),
                  false,
                  "",
                  first.verdict().claims().size()));
        }
      }
    }
    return all;
  }

  private static String key(ExperimentEvidence experiment, RunEvidence run, String what) {
    RunPlace place = RunPlace.of(run);
    return String.join(" ", experiment.experiment(), place.environment(), place.kind(), what);
  }

  private static Instant since(
      ExperimentEvidence experiment, RunEvidence run, Predicate<RunEvidence> found) {
    return experiment
        .runs()
        .filter(other -> RunPlace.of(other).equals(RunPlace.of(run)))
        .filter(other -> isWhole(other.verdict().status()))
        .map(other -> Map.entry(other.record().started(), found.test(other)))
        .sorted(Map.Entry.<Instant, Boolean>comparingByKey().reversed())
        .takeWhile(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .reduce((newer, older) -> older)
        .orElse(run.record().started());
  }

  private static boolean isRefuted(RunEvidence run, String claim) {
    return run.verdict().claims().stream()
        .anyMatch(own -> own.claim().id().equals(claim) && own.answer() == ClaimAnswer.FAIL);
  }

  private static boolean isWhole(Status status) {
    return switch (status) {
      case VERIFIED, KNOWN_FAILURES, FAILED, STALE, SUSPECT -> true;
      default -> false;
    };
  }

  private static List<PossibleFinding> refuted(
      ExperimentEvidence experiment,
      RunEvidence run,
      List<String> subject,
      Inline inline,
      TaskEvidence evidence,
      String href) {
    List<ClaimVerdict> refuted =
        run.verdict().claims().stream()
            .filter(claim -> claim.answer() == ClaimAnswer.FAIL)
            .toList();
    List<PossibleFinding> found = new ArrayList<>();
    for (ClaimVerdict claim : refuted) {
      KnownFailure known = claim.known();
      String id = claim.claim().id();
      String text = sentence(known == null ? claim.claim().text() : known.reason());
      BoardPage.BoardFinding finding =
          new BoardPage.BoardFinding(
              evidence.task().value(),
              href,
              inline.html(text),
              number(claim),
              Headlines.where(run.record(), subject),
              Badge.of(claim));
      String report = known == null ? null : known.link();
      found.add(
          new PossibleFinding(
              finding,
              key(experiment, run, id),
              text,
              since(experiment, run, other -> isRefuted(other, id)),
              true,
              report == null ? evidence.task() + " " + id : report,
              refuted.size() * MANY + run.verdict().claims().size()));
    }
    return found;
  }

  private static String number(ClaimVerdict claim) {
    MetricSummary summary = claim.summary();
    return summary == null
        ? ""
        : "measured: "
            + MeasuredValue.of(summary).text()
            + ", claimed: "
            + Bounds.text(claim.claim(), summary.metric().unit());
  }

  /**
   * The ones that readers care about most: first claims that do not hold, of the tasks that have
   * the most of them; then outcomes, those with the most claims behind them first.
   *
   * @param all of every task, in the ledger's order
   */
  public static List<BoardPage.BoardFinding> top(List<PossibleFinding> all) {
    Set<String> told = new HashSet<>();
    List<BoardPage.BoardFinding> top = new ArrayList<>();
    all.stream()
        .filter(PossibleFinding::refuted)
        .sorted(Comparator.comparingInt(PossibleFinding::weight).reversed())
        .filter(candidate -> told.add(candidate.cause()) && told.add(candidate.finding().id()))
        .limit(MOST_REFUTED)
        .forEach(candidate -> top.add(candidate.finding()));
    Map<String, Integer> shown = new HashMap<>();
    all.stream()
        .filter(candidate -> !candidate.refuted())
        .sorted(Comparator.comparingInt(PossibleFinding::weight).reversed())
        .filter(candidate -> shown.merge(candidate.finding().id(), 1, Integer::sum) == 1)
        .limit(MOST - top.size())
        .forEach(candidate -> top.add(candidate.finding()));
    return top;
  }
}
