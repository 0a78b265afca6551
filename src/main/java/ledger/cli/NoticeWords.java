package ledger.cli;

import ledger.app.results.PlanWords;
import ledger.app.session.GapWords;
import ledger.app.session.Notice;
import ledger.app.session.Unseen;
import ledger.io.Replacement;
import ledger.text.Problem;
import ledger.workspace.StoreNotice;

/** Words for what a use case reports while it works. */
final class NoticeWords {
  private NoticeWords() {}

  static void print(Console console, Notice notice) {
    if (notice instanceof Notice.ProblemFound(Problem problem)) {
      console.problem(problem);
    } else {
      console.noteText(text(notice));
    }
  }

  private static String text(Notice notice) {
    return switch (notice) {
      case Notice.FromStore said -> text(said.notice());
      case Notice.WaitingForVerify waiting ->
          "another verify is running here (%s); waiting for it to finish, at most %s min"
              .formatted(waiting.holder(), waiting.patience().toMinutes());
      case Notice.VerifyCutOff cut ->
          "the last verify was cut off and left no record: " + cut.what();
      case Notice.ProblemFound found -> found.problem().message();
      case Notice.RunsAhead ahead ->
          "%s runs in %s, at most %s min by their limits, most of them far less"
              .formatted(
                  ahead.runs(),
                  String.join(", ", ahead.environments()),
                  ahead.most().plusSeconds(59).toMinutes());
      case Notice.RunStarts starts ->
          RunWords.name(starts.run()) + ": " + PlanWords.of(starts.run());
      case Notice.RunSkipped skipped ->
          RunWords.name(skipped.run()) + ": not run, " + PlanWords.of(skipped.run());
      case Notice.RunGoesOn goesOn -> RunWords.text(goesOn.event()).indent(2).stripTrailing();
      case Notice.HistoryUnseen unseen ->
          GapWords.message(unseen.gap())
              + ", so "
              + text(unseen.what())
              + ": "
              + GapWords.help(unseen.gap());
    };
  }

  private static String text(Unseen unseen) {
    return switch (unseen) {
      case USED_IDS -> "IDs that only the missing history has are unknown";
      case STATES -> "histories are incomplete";
      case AGE -> "it is unknown which of two tasks with the same ID is the older one";
      case BRANCH -> "the branch is unknown";
      case COMMIT -> "records do not name the commit";
    };
  }

  private static String text(StoreNotice notice) {
    return switch (notice) {
      case StoreNotice.Waiting waiting -> "waiting for another ledger command to finish";
      case StoreNotice.Recovered recovered ->
          "finished an interrupted command: " + recovered.command();
      case StoreNotice.TakenBack back ->
          "took back a command that could not be finished: "
              + back.command()
              + (back.why().isEmpty() ? "" : " (" + back.why() + ")");
      case StoreNotice.Unfinished unfinished ->
          "not finished yet: %s; if it does not run any more, the next command that changes something finishes it"
              .formatted(unfinished.command());
      case StoreNotice.NotObeyed not ->
          "warning: %s is not obeyed: %s; remove it unless you need it"
              .formatted(not.entry(), not.why());
      case StoreNotice.WrittenInPlace written ->
          "%s was written in place, because %s".formatted(written.file(), why(written.why()));
    };
  }

  private static String why(Replacement.Hindrance hindrance) {
    return switch (hindrance) {
      case HARD_LINKS -> "it has other names (hard links)";
      case OWNER -> "its owner, group or mode could not have been kept otherwise";
      case FOLDER -> "its folder cannot be written";
      case MOUNTED -> "another file could not take its place, as with a mounted file";
    };
  }
}
