package ledger.app.board;

import java.util.Locale;
import ledger.app.board.BoardView.Card;
import ledger.document.Columns;
import ledger.document.Task;

/**
 * Which cards are shown. All of them ignore case; an empty text lets everything through.
 *
 * @param text that the row contains
 */
public record BoardFilter(String owner, String priority, String tag, String text) {
  public static final BoardFilter ALL = new BoardFilter("", "", "", "");

  public boolean isEmpty() {
    return equals(ALL);
  }

  public boolean lets(Card card) {
    return (owner.isEmpty() || card.task().text(Columns.OWNER).equalsIgnoreCase(owner))
        && (priority.isEmpty() || card.task().text(Columns.PRIORITY).equalsIgnoreCase(priority))
        && (tag.isEmpty() || card.task().isTagged(tag))
        && (text.isEmpty() || contains(card.task()));
  }

  private boolean contains(Task task) {
    String lower = text.toLowerCase(Locale.ROOT);
    return task.texts().stream().anyMatch(cell -> cell.toLowerCase(Locale.ROOT).contains(lower));
  }
}
