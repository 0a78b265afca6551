package ledger.app.results;

import java.util.Locale;
import ledger.evidence.verdict.Status;
import ledger.evidence.words.ReasonWords;
import ledger.experiment.run.OtherVersion;
import ledger.experiment.run.PlanReason;
import ledger.experiment.run.PlannedRun;

/** Says why an experiment is to run, or why not: one sentence that can follow a colon. */
public final class PlanWords {
  private PlanWords() {}

  public static String of(PlannedRun planned) {
    return switch (planned.why()) {
      case PlanReason.Asked asked ->
          switch (asked) {
            case FORCED -> "forced";
            case TO_CONFIRM -> "once more, to confirm a change";
            case FIRST_LOOK -> "a quick run, which counts for nothing, was requested";
          };
      case PlanReason.NotAvailable not -> "not available here: " + not.message();
      case PlanReason.OtherEnvironment other ->
          "by its header it runs in the environment " + other.environment();
      case PlanReason.NeverRan never ->
          planned.run()
              ? "no run in " + never.environment() + " on " + never.system() + " yet"
              : "it never ran in " + never.environment() + " on " + never.system();
      case PlanReason.Unchanged same ->
          "nothing has changed since the run " + same.run() + " (" + word(same.status()) + ")";
      case PlanReason.LastRun last ->
          "the last run is "
              + word(last.verdict().status())
              + ": "
              + ReasonWords.of(last.verdict())
              + others(last);
    };
  }

  private static String others(PlanReason.LastRun last) {
    return last.others().isEmpty() ? "" : " (" + OtherVersion.words(last.others()) + ")";
  }

  private static String word(Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
