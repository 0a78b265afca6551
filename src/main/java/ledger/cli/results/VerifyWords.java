package ledger.cli.results;

import java.util.List;
import java.util.Map;
import ledger.app.results.PlanWords;
import ledger.app.results.VerifyResult;
import ledger.cli.Json;
import ledger.cli.RunWords;
import ledger.cli.Styled;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.verdict.TaskReason;
import ledger.evidence.words.ReasonWords;
import ledger.experiment.run.PlannedRun;
import org.jspecify.annotations.Nullable;

/** What a verification would do, and what quick runs suggest, a line each. */
final class VerifyWords {
  private VerifyWords() {}

  static String plan(PlannedRun run) {
    String what = run.run() ? "would run: " : "would not run: ";
    return "  " + RunWords.name(run) + " " + what + PlanWords.of(run);
  }

  /** How the records of this host get to others. */
  static List<String> toSend(VerifyResult result) {
    long counting = result.runs().stream().filter(run -> !run.quick()).count();
    if (counting == 0) {
      return List.of("no new records that count");
    }
    RunRecord any = result.runs().getLast();
    String name = "evidence-" + any.inputs().hostKind();
    return List.of(
        counting
            + (counting == 1 ? " new record" : " new records")
            + " in "
            + result.results()
            + "; this sends them, and nothing else of this host:",
        "git switch -c "
            + name
            + " && git add "
            + result.results()
            + " && git commit -m 'Evidence from "
            + any.inputs().hostKind()
            + "' && gh pr create --fill");
  }

  /** See {@code docs/json.md}. */
  static String json(List<PlannedRun> planned) {
    return Json.write(
        Json.object(
            "schema", "ledger-plan/1", "runs", planned.stream().map(VerifyWords::json).toList()));
  }

  private static Map<String, @Nullable Object> json(PlannedRun run) {
    return Json.object(
        "task",
        run.task().id().value(),
        "experiment",
        run.experiment().name(),
        "environment",
        run.environment().name(),
        "run",
        run.run(),
        "reason",
        PlanWords.of(run));
  }

  static Styled firstLook(RunEvidence look) {
    RunRecord run = look.record();
    return Styled.of(
            "  " + run.task() + "  " + run.experiment() + " in " + run.environment() + " would be ")
        .and(VerdictTable.colored(look.verdict().status()))
        .and(", if it were not quick: " + ReasonWords.of(look.verdict()));
  }

  /** What to do about tasks that no experiment verifies. */
  static List<String> withoutExperiment(List<TaskEvidence> evidence) {
    if (evidence.isEmpty()) {
      return List.of("there is no experiment yet: 'ledger experiment new ID' writes one");
    }
    return evidence.stream()
        .filter(each -> each.reason() instanceof TaskReason.NoExperiment)
        .map(
            each ->
                each.task()
                    + " has no experiment: 'ledger experiment new "
                    + each.task()
                    + "' writes one")
        .toList();
  }
}
