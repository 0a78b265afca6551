package ledger.evidence.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;

/** Composes one line for a table's cell from evidence. */
public final class OutcomeWords {
  private OutcomeWords() {}

  /**
   * Such as {@code linux-x86_64-cpu: 21/21 checks, 3/3 claims; eval over build 352 (321–380)
   * [20261123T231500Z-3fa9c1d2]}, one part an experiment. What is not verified says so first. No
   * pipe and no line ending; nothing else is escaped.
   *
   * @param subject names of the packages whose versions each part quotes
   */
  public static String of(TaskEvidence evidence, List<String> subject) {
    List<String> parts = new ArrayList<>();
    for (ExperimentEvidence experiment : evidence.experiments()) {
      if (!experiment.newest().isEmpty()) {
        parts.add(OutcomePart.of(experiment.newest().getFirst(), subject).text());
      }
    }
    String reason = ReasonWords.of(evidence);
    String text = parts.isEmpty() ? reason : String.join("; ", parts);
    if (evidence.status() != Status.VERIFIED) {
      boolean counted = parts.isEmpty() || evidence.status() == Status.KNOWN_FAILURES;
      text = status(evidence.status()) + (counted ? "" : " (" + reason + ")") + ": " + text;
    }
    return text.replace('|', '/').replaceAll("\\s+", " ").strip();
  }

  /** Such as {@code not applicable}. */
  public static String status(Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
