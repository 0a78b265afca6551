package ledger.document;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a row. Only where they begin is kept, because a ledger may have millions of them:
 * each is made when somebody asks for it.
 */
public final class RowCells extends AbstractList<Cell> implements RandomAccess {
  private final String text;
  private final int[] starts;
  private final int size;

  /**
   * @param text that the row is in
   * @param starts where each cell begins, and one more: a cell ends one before the next begins
   */
  public RowCells(String text, int[] starts) {
    this(text, starts, starts.length - 1);
  }

  private RowCells(String text, int[] starts, int size) {
    this.text = text;
    this.starts = starts;
    this.size = size;
  }

  /** The same with empty cells at the end; they are where the row's last cell ends. */
  public RowCells filled(int columns) {
    return new RowCells(text, starts, columns);
  }

  /** How many cells are written. */
  public int written() {
    return starts.length - 1;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Cell get(int index) {
    if (index >= written() && index < size) {
      int end = starts[written()] - 1;
      return Cell.between(text, end, end);
    }
    return Cell.between(text, starts[index], starts[index + 1] - 1);
  }

  /** The text that the cells' spans are in. */
  public String source() {
    return text;
  }

  /** The cells' texts. */
  public List<String> texts() {
    return new Texts(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || (other instanceof RowCells row && row.starts[0] == starts[0] && isWrittenLike(row))
        || super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  /** Whether another row has the same characters, wherever it is; most rows of two versions do. */
  private boolean isWrittenLike(RowCells other) {
    if (other.starts.length != starts.length || other.size != size) {
      return false;
    }
    int by = other.starts[0] - starts[0];
    for (int i = 1; i < starts.length; i++) {
      if (other.starts[i] - starts[i] != by) {
        return false;
      }
    }
    int length = starts[starts.length - 1] - 1 - starts[0];
    return text.regionMatches(starts[0], other.text, other.starts[0], length);
  }

  private static final class Texts extends AbstractList<String> implements RandomAccess {
    private final RowCells row;

    Texts(RowCells row) {
      this.row = row;
    }

    @Override
    public int size() {
      return row.size();
    }

    @Override
    public String get(int index) {
      return row.get(index).text();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return (other instanceof Texts texts && row.isWrittenLike(texts.row)) || super.equals(other);
    }

    @Override
    public int hashCode() {
      return super.hashCode();
    }
  }
}
