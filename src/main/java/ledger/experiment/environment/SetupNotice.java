package ledger.experiment.environment;

import java.nio.file.Path;
import java.util.List;

/** What a user should hear about an environment before a run in it. */
public sealed interface SetupNotice {
  /** It is not as it was installed, and is made again. */
  record Altered(List<Alteration> found) implements SetupNotice {
    public Altered {
      found = List.copyOf(found);
    }
  }

  /**
   * There is a uv that cannot be used, so pip does its work.
   *
   * @param why such as {@code exits with status 2}
   */
  record UvUnusable(Path uv, String why) implements SetupNotice {}

  /**
   * A script's dependencies were locked.
   *
   * @param file the lock file, below the workspace
   */
  record Locked(Path file) implements SetupNotice {}
}
