package ledger.git.history;

import java.io.IOException;

/** Why a part of the history cannot be read. */
public sealed interface HistoryGap {
  /** The reason of an exception that has no other. */
  static HistoryGap refused(IOException e) {
    return new Refused(String.valueOf(e.getMessage()));
  }

  /** The clone was made without the older commits. */
  record Shallow() implements HistoryGap {}

  /** The clone was made without some versions of files or folders. */
  record Partial() implements HistoryGap {}

  /**
   * An object is missing or damaged.
   *
   * @param what such as {@code object 1234 is missing}
   */
  record Damaged(String what) implements HistoryGap {}

  /**
   * Git does not read the repository, or there is no git.
   *
   * @param why in its own words
   */
  record Refused(String why) implements HistoryGap {}
}
