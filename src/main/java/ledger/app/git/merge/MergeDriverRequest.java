package ledger.app.git.merge;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Merge two versions of a file, for git.
 *
 * @param base the common ancestor's version; like all of them, relative to the session's folder, or
 *     absolute
 * @param ours our version; the result is written there
 * @param theirs their version
 * @param path git's name for the file; null for a ledger without a path
 */
public record MergeDriverRequest(Path base, Path ours, Path theirs, @Nullable Path path) {
  /** The file's name in messages. */
  public String name() {
    return path == null ? "the ledger" : path.toString();
  }
}
