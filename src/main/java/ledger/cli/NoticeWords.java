package ledger.cli;

import ledger.app.results.PlanWords;
import ledger.app.session.Notice;
import ledger.text.Problem;

/** Words for what a use case reports while it works. */
final class NoticeWords {
  private NoticeWords() {}

  static void print(Console console, Notice notice) {
    if (notice instanceof Notice.ProblemFound(Problem problem)) {
      console.problem(problem);
    } else {
      console.note(text(notice));
    }
  }

  private static String text(Notice notice) {
    return switch (notice) {
      case Notice.WaitingForLock waiting -> "waiting for another ledger command to finish";
      case Notice.Recovered recovered -> "finished an interrupted command: " + recovered.command();
      case Notice.WaitingForVerify waiting ->
          "another verify is running here (%s); waiting for it to finish, at most %d min"
              .formatted(waiting.holder(), waiting.patience().toMinutes());
      case Notice.VerifyCutOff cut ->
          "the last verify was cut off and left no record: " + cut.what();
      case Notice.ProblemFound found -> found.problem().message();
      case Notice.UnknownTask unknown ->
          "warning: %s verifies %s, which is not in the ledger"
              .formatted(unknown.script(), unknown.task());
      case Notice.RunStarts starts ->
          RunWords.name(starts.run()) + ": " + PlanWords.of(starts.run());
      case Notice.RunSkipped skipped ->
          RunWords.name(skipped.run()) + ": not run, " + PlanWords.of(skipped.run());
      case Notice.RunGoesOn goesOn -> RunWords.text(goesOn.event()).indent(2).stripTrailing();
      case Notice.ShallowHistory shallow ->
          "this clone is shallow, so histories are incomplete: 'git fetch --unshallow' completes them";
    };
  }
}
