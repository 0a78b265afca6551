package ledger.app.ledger;

import java.util.List;
import ledger.app.session.FileDiff;
import org.jspecify.annotations.Nullable;

/**
 * What was undone, or would be.
 *
 * @param commands that were undone, newest first; none if there was nothing to undo
 * @param files what changes in each file
 * @param obstacle why nothing was undone; null if nothing prevented it
 */
public record UndoResult(List<String> commands, List<FileDiff> files, @Nullable Obstacle obstacle) {
  /**
   * A file that has been edited since one of the commands.
   *
   * @param file as the user would write it
   * @param newer how many commands came after that edit and can be undone
   * @param next what the next step of undoing would do to the file
   */
  public record Obstacle(String file, int newer, FileDiff next) {}
}
