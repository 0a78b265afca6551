package ledger.app.board;

import java.util.Locale;
import java.util.stream.Stream;
import ledger.app.board.BoardView.Card;
import ledger.document.Columns;

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
        && (tag.isEmpty() || has(Stream.of(card.task().text(Columns.TAGS)), tag))
        && (text.isEmpty() || has(card.task().texts().stream(), text));
  }

  private static boolean has(Stream<String> texts, String wanted) {
    String lower = wanted.toLowerCase(Locale.ROOT);
    return texts.anyMatch(each -> each.toLowerCase(Locale.ROOT).contains(lower));
  }
}
