package ledger.mcp.tool;

import java.util.List;
import java.util.Locale;
import ledger.app.session.Failure;
import ledger.evidence.record.Check;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.ClaimVerdict;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.RunVerdict;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.words.ReasonWords;

/** Verdicts in as few words as will do. */
final class EvidenceText {
  private EvidenceText() {}

  static String word(Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A line each. */
  static String verdicts(List<TaskEvidence> evidence) {
    StringBuilder text = new StringBuilder();
    for (TaskEvidence each : evidence) {
      text.append(each.task()).append(' ').append(word(each.status())).append(": ");
      text.append(ReasonWords.of(each)).append('\n');
    }
    return text.isEmpty() ? "no task has an experiment yet" : text.toString();
  }

  /** One task with its newest runs. */
  static String task(TaskEvidence evidence) {
    StringBuilder text = new StringBuilder(verdicts(List.of(evidence)));
    for (ExperimentEvidence experiment : evidence.experiments()) {
      text.append(experiment.script()).append(": ").append(experiment.title()).append('\n');
      for (RunEvidence run : experiment.newest()) {
        text.append(run(run.record(), run.verdict()));
      }
    }
    return text.toString();
  }

  static String run(RunRecord run, RunVerdict verdict) {
    StringBuilder text = new StringBuilder();
    text.append("run ").append(run.run()).append(' ').append(run.environment()).append(' ');
    text.append(word(verdict.status())).append(": ").append(ReasonWords.of(verdict)).append('\n');
    for (ClaimVerdict claim : verdict.claims()) {
      text.append("  claim ").append(claim.claim().id()).append(' ');
      text.append(claim.answer().name().toLowerCase(Locale.ROOT).replace('_', '-')).append(": ");
      text.append(claim.claim().text()).append(": ").append(ReasonWords.of(claim)).append('\n');
    }
    for (Check check : run.checks()) {
      if (!check.ok()) {
        text.append("  failed: ").append(check.title()).append(": ").append(check.detail());
        text.append('\n');
      }
    }
    return text.toString();
  }

  /** What a failure says, and what to do instead. */
  static String failure(Failure failure) {
    return failure.help() == null
        ? failure.getMessage()
        : failure.getMessage() + "\nhelp: " + failure.help();
  }
}
