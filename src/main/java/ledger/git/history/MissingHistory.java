package ledger.git.history;

import java.io.IOException;

/** A part of the history that is needed cannot be read. */
public final class MissingHistory extends IOException {
  private static final long serialVersionUID = 1;

  private final transient HistoryGap gap;

  public MissingHistory(HistoryGap gap, Exception cause) {
    super(cause.getMessage(), cause);
    this.gap = gap;
  }

  /** Why it cannot be read. */
  public HistoryGap gap() {
    return gap;
  }
}
