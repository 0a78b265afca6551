package ledger.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whether git has files of a folder. */
public final class TrackedFolder {
  private TrackedFolder() {}

  /**
   * Whether any file in the folder is in git's index. The user's own git is asked, because it reads
   * every form of an index; without a repository, or if git cannot read it, nothing is tracked.
   *
   * @param folder exists
   * @param environment of this process
   */
  public static boolean isTracked(Path folder, Map<String, String> environment) {
    Path around = folder.toAbsolutePath().getParent();
    if (around == null || !(environment.containsKey("GIT_DIR") || isInRepository(around))) {
      return false;
    }
    try {
      // The repository may belong to somebody else, and its settings may name programs.
      GitProgram.Output files =
          new GitProgram(around, new GitVariables(environment).told())
              .run(
                  "-c",
                  "safe.directory=*",
                  "-c",
                  "core.fsmonitor=false",
                  "--literal-pathspecs",
                  "ls-files",
                  "--",
                  folder.getFileName().toString());
      return files.exit() == 0 && !files.out().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isInRepository(Path folder) {
    for (Path at = folder; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return true;
      }
    }
    return false;
  }
}
