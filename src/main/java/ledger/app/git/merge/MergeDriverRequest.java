package ledger.app.git.merge;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Merge two versions of a file, for git.
 *
 * @param base the common ancestor's version; relative to the session's folder, or absolute, as all
 *     of them
 * @param ours our version; the result is written there
 * @param theirs their version
 * @param path what git calls the file; null for a ledger that is nowhere
 */
public record MergeDriverRequest(Path base, Path ours, Path theirs, @Nullable Path path) {
  /** What messages call the file. */
  public String name() {
    return path == null ? "the ledger" : path.toString();
  }
}
