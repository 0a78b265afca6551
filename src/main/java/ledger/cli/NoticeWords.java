package ledger.cli;

import ledger.app.session.Notice;

/** What a use case reports while it works, in words. */
final class NoticeWords {
  private NoticeWords() {}

  static String text(Notice notice) {
    return switch (notice) {
      case Notice.WaitingForLock waiting -> "waiting for another ledger command to finish";
      case Notice.Recovered recovered -> "finished an interrupted command: " + recovered.command();
      case Notice.ShallowHistory shallow ->
          "this clone is shallow, so histories are incomplete: 'git fetch --unshallow' completes them";
    };
  }
}
