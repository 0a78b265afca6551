package ledger.app.ledger;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import ledger.document.TaskId;
import ledger.workspace.Workspace;

/**
 * IDs that pages and results are named after; they are never assigned again, whatever the ledger
 * says.
 */
public final class TakenIds {
  private TakenIds() {}

  public static Set<TaskId> of(Workspace workspace) throws IOException {
    Set<TaskId> ids = new HashSet<>();
    workspace
        .files()
        .list(workspace.pages())
        .forEach(file -> Workspace.ofPage(file.getFileName().toString()).ifPresent(ids::add));
    workspace
        .files()
        .list(workspace.results())
        .forEach(folder -> TaskId.parse(folder.getFileName().toString()).ifPresent(ids::add));
    return ids;
  }
}
