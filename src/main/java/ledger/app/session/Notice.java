package ledger.app.session;

/** What a use case reports while it works, as data; a surface puts it into words. */
public sealed interface Notice {
  /** Another command holds the workspace's lock; this one waits for it. */
  record WaitingForLock() implements Notice {}

  /** An earlier command was interrupted; what it had begun to write has been completed. */
  record Recovered(String command) implements Notice {}

  /** The clone lacks older commits, and so do the histories that are read from git. */
  record ShallowHistory() implements Notice {}
}
