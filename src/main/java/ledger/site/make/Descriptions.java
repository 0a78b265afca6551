package ledger.site.make;

import ledger.document.Columns;
import ledger.document.Task;
import ledger.evidence.verdict.TaskEvidence;
import ledger.site.page.Badge;

/** What is on a page, in a sentence that a list of search results can show. */
final class Descriptions {
  private static final int LONGEST = 180;

  private Descriptions() {}

  static String of(String here, String title, String site) {
    return switch (here) {
      case "board" -> site + ": every task with its state, its verdict and its headline number.";
      case "results" -> "Every experiment by kind of host and environment, with its verdict.";
      case "compare" -> "What changes between environments, versions and hosts.";
      case "trends" -> "The headline of each experiment over its runs and versions.";
      case "metric" -> title + ", with its intervals and versions.";
      case "versions" -> title + ": confirmed changes first, with their intervals.";
      case "comparison" -> title + ": each series with its shift, its interval and its noise.";
      case "health" -> "The health of each kind of host, with remedies.";
      case "flow" -> "Cumulative flow, work in progress and cycle times.";
      case "about" -> "How a verdict is made from raw samples, and what each verdict means.";
      case "run" -> title + ": its host, inputs, claims, checks and samples.";
      default -> title + ", " + site + ".";
    };
  }

  /** A task's verdict, and its outcome or else what is to be done. */
  static String of(Task task, TaskEvidence evidence) {
    String outcome = task.text(Columns.OUTCOME).strip();
    String told = outcome.isEmpty() ? task.text(Columns.DESCRIPTION).strip() : outcome;
    String words =
        Badge.of(evidence.status()).word() + ": " + (told.isEmpty() ? task.title() : told);
    if (words.codePointCount(0, words.length()) <= LONGEST) {
      return words;
    }
    int end = words.lastIndexOf(' ', words.offsetByCodePoints(0, LONGEST));
    return words.substring(0, Math.max(end, 1)) + " …";
  }
}
