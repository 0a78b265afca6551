package ledger.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import ledger.cli.Styled;
import ledger.cli.Styled.Style;
import ledger.text.DisplayWidth;
import ledger.text.Visible;
import org.jspecify.annotations.Nullable;

/**
 * A table fitted to a width: one column takes what the others leave, and its texts go on in the
 * next line. Columns that have nothing in any row are left out, and so are the last ones where the
 * others would get too little room.
 */
public final class FittedTable {
  /** From here on nothing is cut. */
  private static final int WIDE = 1000;

  private static final int WIDEST = 18;
  private static final int LEAST_ROOM = 24;

  private final int growing;
  private final List<List<FittedCell>> rows = new ArrayList<>();

  /** A text with its style. */
  public record FittedCell(String text, @Nullable Style style) {
    public FittedCell {
      text = Visible.line(text);
    }

    public static FittedCell of(String text) {
      return new FittedCell(text, null);
    }
  }

  /**
   * An empty table.
   *
   * @param growing the index of the column that takes the room that is left
   */
  public FittedTable(int growing) {
    this.growing = growing;
  }

  /** Adds a row; all have the same number of cells. */
  public void add(List<FittedCell> row) {
    rows.add(row);
  }

  /**
   * The lines of the table, row by row.
   *
   * @param columns of the terminal; {@link Integer#MAX_VALUE} where whole lines are wanted
   */
  public List<List<Styled>> lines(int columns) {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < rows.getFirst().size(); i++) {
      int at = i;
      int most = rows.stream().mapToInt(row -> DisplayWidth.of(row.get(at).text())).max().orElse(0);
      widths.add(i > growing && columns < WIDE ? Math.min(most, WIDEST) : most);
    }
    int room = columns - others(widths);
    for (int last = widths.size() - 1; room < LEAST_ROOM && last > growing; last--) {
      widths.set(last, 0);
      room = columns - others(widths);
    }
    widths.set(growing, Math.min(widths.get(growing), Math.max(room, LEAST_ROOM / 2)));
    return rows.stream().map(row -> lines(row, widths)).toList();
  }

  /** What all columns but the growing one take, with two blanks before each. */
  private int others(List<Integer> widths) {
    int taken = 2;
    for (int i = 0; i < widths.size(); i++) {
      taken += i == growing || widths.get(i) == 0 ? 0 : widths.get(i) + 2;
    }
    return taken;
  }

  private List<Styled> lines(List<FittedCell> row, List<Integer> widths) {
    List<String> grown = Wrapping.lines(row.get(growing).text(), widths.get(growing));
    List<Styled> lines = new ArrayList<>();
    for (int n = 0; n < grown.size(); n++) {
      Styled line = Styled.of("");
      int missing = 0;
      for (int i = 0; i < widths.size(); i++) {
        int width = widths.get(i);
        if (width == 0) {
          continue;
        }
        FittedCell cell = row.get(i);
        String text = i == growing ? grown.get(n) : n == 0 ? cell.text() : "";
        text = cut(text, width);
        if (!text.isEmpty()) {
          String before = " ".repeat(missing + 2);
          line =
              cell.style() == null
                  ? line.and(before + text)
                  : line.and(before).and(cell.style(), text);
          missing = width - DisplayWidth.of(text);
        } else {
          missing += width + 2;
        }
      }
      lines.add(line);
    }
    return lines;
  }

  /** A text that takes at most so many columns, with an ellipsis where it goes on. */
  static String cut(String text, int width) {
    if (DisplayWidth.of(text) <= width) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    int left = width - 1;
    for (int i = 0; i < text.length(); ) {
      String next = Character.toString(text.codePointAt(i));
      left -= DisplayWidth.of(next);
      if (left < 0) {
        break;
      }
      shown.append(next);
      i += next.length();
    }
    return shown.toString().stripTrailing() + "…";
  }
}
