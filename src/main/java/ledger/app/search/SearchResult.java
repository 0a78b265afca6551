package ledger.app.search;

import java.util.List;
import ledger.document.State;
import ledger.document.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * What a search found.
 *
 * @param found best first
 */
public record SearchResult(List<Hit> found) {
  /**
   * A task that has all the words that were looked for.
   *
   * @param state null if it was removed and is in the archive
   * @param place where the best match is: a column's name, {@code page} or {@code archive}
   * @param text the part of the place around the match, in one line
   */
  public record Hit(
      TaskId id, @Nullable State state, String title, String place, String text, double score) {}
}
