package ledger.text;

import java.util.ArrayList;
import java.util.List;

/** Non-overlapping edits of one text, in order. Data only: {@link #apply} makes the new text. */
public final class Edits {
  public static final Edits NONE = new Edits(List.of());

  private final List<Edit> edits;

  private Edits(List<Edit> edits) {
    this.edits = edits;
  }

  /**
   * Sorts the edits by position; insertions at the same position keep their order.
   *
   * @throws IllegalArgumentException if two edits overlap
   */
  public static Edits of(List<Edit> edits) {
    List<Edit> sorted = new ArrayList<>(edits);
    sorted.sort(Edits::byPosition);
    int end = 0;
    for (Edit edit : sorted) {
      if (edit.span().start() < end) {
        throw new IllegalArgumentException("edits overlap at " + edit.span().start());
      }
      end = edit.span().end();
    }
    return new Edits(List.copyOf(sorted));
  }

  private static int byPosition(Edit one, Edit other) {
    int start = Integer.compare(one.span().start(), other.span().start());
    return start != 0 ? start : Integer.compare(one.span().end(), other.span().end());
  }

  public List<Edit> list() {
    return edits;
  }

  public boolean isEmpty() {
    return edits.isEmpty();
  }

  /** The text with every edit made. */
  public String apply(String text) {
    StringBuilder result = new StringBuilder(text.length() + 64);
    int at = 0;
    for (Edit edit : edits) {
      result.append(text, at, edit.span().start()).append(edit.replacement());
      at = edit.span().end();
    }
    return result.append(text, at, text.length()).toString();
  }
}
