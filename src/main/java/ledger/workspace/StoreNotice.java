package ledger.workspace;

import java.nio.file.Path;
import ledger.io.Replacement;

/** What a store tells its user about, besides the result. */
public sealed interface StoreNotice {
  /** Another command holds the lock; this one waits for it. */
  record Waiting() implements StoreNotice {}

  /** An earlier command was interrupted; what it had begun to write has been completed. */
  record Recovered(String command) implements StoreNotice {}

  /**
   * An earlier command could not be finished; what it had written has been taken back.
   *
   * @param why the system's words; empty if the command itself had failed
   */
  record TakenBack(String command, String why) implements StoreNotice {}

  /** A command still runs, or was interrupted; the next one that changes something finishes it. */
  record Unfinished(String command) implements StoreNotice {}

  /**
   * An entry of the journal is not obeyed.
   *
   * @param why about "it"
   */
  record NotObeyed(Path entry, String why) implements StoreNotice {}

  /** A file could not be replaced by a new one, so its content was written over the former one. */
  record WrittenInPlace(Path file, Replacement.Hindrance why) implements StoreNotice {}
}
