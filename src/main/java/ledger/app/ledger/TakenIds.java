package ledger.app.ledger;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import ledger.document.TaskId;
import ledger.workspace.Workspace;

/** IDs that pages and results are named after: never given again, whatever the ledger says. */
public final class TakenIds {
  private TakenIds() {}

  public static Set<TaskId> of(Workspace workspace) throws IOException {
    Set<TaskId> ids = new HashSet<>();
    add(workspace.pages(), ids);
    add(workspace.results(), ids);
    return ids;
  }

  private static void add(Path folder, Set<TaskId> ids) throws IOException {
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        files.forEach(
            f ->
                TaskId.parse(f.getFileName().toString().replaceFirst("\\.md$", ""))
                    .ifPresent(ids::add));
      }
    }
  }
}
