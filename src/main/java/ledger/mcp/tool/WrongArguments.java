package ledger.mcp.tool;

/** A tool cannot be called like this; the message says how it can. */
final class WrongArguments extends Exception {
  private static final long serialVersionUID = 1;

  WrongArguments(String message) {
    super(message);
  }
}
