package ledger.cli;

import ledger.app.session.Failure;

/** What a command's exit status means. */
public final class ExitCode {
  /** Done. */
  public static final int OK = 0;

  /** The answer is no: problems were found, a task is not verified. */
  public static final int NO = 1;

  /** The command was called wrongly. */
  public static final int USAGE = 2;

  /**
   * It cannot be done: for example, the ledger is broken or missing, or a file cannot be written.
   */
  public static final int CANNOT = 3;

  /** Whoever read standard output has closed it; what a shell shows for SIGPIPE. */
  public static final int READER_GONE = 141;

  private ExitCode() {}

  static int of(Failure.FailureKind kind) {
    return switch (kind) {
      case DONE_BEFORE -> OK;
      case NO -> NO;
      case WRONG_REQUEST -> USAGE;
      case CANNOT -> CANNOT;
    };
  }
}
