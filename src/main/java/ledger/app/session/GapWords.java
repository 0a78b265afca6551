package ledger.app.session;

import ledger.git.history.HistoryGap;

/** Why a part of the history cannot be read, in words. */
public final class GapWords {
  private GapWords() {}

  public static String message(HistoryGap gap) {
    return switch (gap) {
      case HistoryGap.Shallow shallow -> "this clone is shallow";
      case HistoryGap.Partial partial -> "this is a partial clone without earlier versions";
      case HistoryGap.Damaged damaged -> "git's objects are damaged: " + damaged.what();
      case HistoryGap.Refused refused -> "git cannot be asked for the history here";
    };
  }

  /** What to do about it. */
  public static String help(HistoryGap gap) {
    return switch (gap) {
      case HistoryGap.Shallow shallow -> "'git fetch --unshallow' fetches the older commits";
      case HistoryGap.Partial partial -> "'git fetch --refetch --no-filter' fetches all versions";
      case HistoryGap.Damaged damaged -> "'git fsck' lists what is missing or damaged";
      case HistoryGap.Refused refused -> refused.why();
    };
  }
}
