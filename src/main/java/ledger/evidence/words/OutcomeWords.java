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
   * Such as {@code MLX 0.29.4 on linux-x86_64-cpu: 21/21 checks, 3/3 claims; eval over build 352
   * (321–380) [20261123T231500Z-3fa9c1d2]}, one part an experiment. What is not verified says so
   * first. No pipe and no line ending; nothing else is escaped.
   */
  public static String of(TaskEvidence evidence) {
    List<String> parts = new ArrayList<>();
    for (ExperimentEvidence experiment : evidence.experiments()) {
      if (!experiment.newest().isEmpty()) {
        parts.add(OutcomePart.of(experiment.newest().getFirst()).text());
      }
    }
    String reason = ReasonWords.of(evidence);
    String text = parts.isEmpty() ? reason : String.join("; ", parts);
    if (evidence.status() != Status.VERIFIED) {
      String status = evidence.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      text = status + (parts.isEmpty() ? "" : " (" + reason + ")") + ": " + text;
    }
    return text.replace('|', '/').replaceAll("\\s+", " ").strip();
  }
}
