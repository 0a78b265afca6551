package ledger.workspace;

import java.util.List;
import java.util.Objects;
import ledger.io.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What the journal knows about a change.
 *
 * @param command as the user typed it
 * @param files in the order in which they are exchanged
 * @param forget names of the entries that it undid
 */
record JournalEntry(String command, List<JournaledFile> files, List<String> forget) {
  /**
   * A file of the change, and digests of its contents; null for no file.
   *
   * @param path from the workspace's root, with slashes
   */
  record JournaledFile(String path, @Nullable String before, @Nullable String after) {
    static JournaledFile of(String path, FileChange change) {
      return new JournaledFile(path, digest(change.before()), digest(change.after()));
    }

    boolean isBefore(byte @Nullable [] content) {
      return Objects.equals(digest(content), before);
    }

    boolean isAfter(byte @Nullable [] content) {
      return Objects.equals(digest(content), after);
    }

    private static @Nullable String digest(byte @Nullable [] content) {
      return content == null ? null : Sha256.of(content);
    }
  }
}
