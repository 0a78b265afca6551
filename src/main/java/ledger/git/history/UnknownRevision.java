package ledger.git.history;

/** A revision that this repository does not have. */
public final class UnknownRevision extends Exception {
  private static final long serialVersionUID = 1;

  UnknownRevision(String revision) {
    super("no revision '" + revision + "' in this repository");
  }
}
