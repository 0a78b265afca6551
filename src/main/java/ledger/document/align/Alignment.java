package ledger.document.align;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import ledger.document.Cell;
import ledger.document.Ledger;
import ledger.document.RowCells;
import ledger.document.State;
import ledger.document.Table;
import ledger.document.TablePlace;
import ledger.document.edit.Meaning;
import ledger.document.edit.Plan;
import ledger.document.parse.RowScanner;
import ledger.text.DisplayWidth;
import ledger.text.Edit;
import ledger.text.Edits;
import ledger.text.SourceText;
import ledger.text.Span;

/** Pads the cells of tables so that their pipes stand below each other. */
public final class Alignment {
  /** A longer cell makes its own line longer, and not all the others. */
  private static final int WIDEST = 60;

  /** A delimiter with a colon at both ends. */
  private static final int NARROWEST = 3;

  private final Ledger ledger;
  private final SourceText source;

  public Alignment(Ledger ledger) {
    this.ledger = ledger;
    this.source = ledger.source();
  }

  /**
   * The ledger with its tables aligned, proven: every cell says what it said before.
   *
   * @param states whose tables are aligned; a table of several states always is
   */
  public Ledger of(Set<State> states) {
    List<Edit> edits = new ArrayList<>();
    ledger
        .tables()
        .forEach(
            (place, table) -> {
              if (place.state().equals(TablePlace.MIXED) || states.contains(place.state())) {
                align(table, edits);
              }
            });
    return new Plan(Edits.of(edits), Meaning.of(ledger)).apply(ledger, ledger.layout());
  }

  private void align(Table table, List<Edit> edits) {
    List<Integer> widths = widths(table);
    List<Side> sides =
        RowScanner.scan(source, table.delimiterLine()).texts().stream().map(Side::of).toList();
    String indent = indent(table.headerLine());
    for (int line = table.headerLine(); line <= table.lastLine(); line++) {
      RowCells cells = RowScanner.scan(source, line);
      StringBuilder text = new StringBuilder(indent).append('|');
      for (int i = 0; i < table.columns().size(); i++) {
        Side side = sides.get(i);
        int width = widths.get(i);
        text.append(' ')
            .append(
                line == table.delimiterLine()
                    ? side.delimiter(width)
                    : side.padded(written(cells, i), width))
            .append(" |");
      }
      Span span = source.line(line);
      if (!text.toString().equals(span.of(source.content()))) {
        edits.add(new Edit(span, text.toString()));
      }
    }
  }

  private List<Integer> widths(Table table) {
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      widths.add(NARROWEST);
    }
    for (int line = table.headerLine(); line <= table.lastLine(); line++) {
      RowCells cells = RowScanner.scan(source, line);
      for (int i = 0; i < widths.size() && line != table.delimiterLine(); i++) {
        int width = DisplayWidth.of(written(cells, i));
        if (width > widths.get(i) && (width <= WIDEST || line == table.headerLine())) {
          widths.set(i, width);
        }
      }
    }
    return widths;
  }

  private String indent(int line) {
    String text = source.line(line).of(source.content());
    int end = 0;
    while (end < text.length() && Cell.isBlank(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  /** A cell as it is written, escapes and all; a row may lack its last ones. */
  private static String written(RowCells cells, int column) {
    return column < cells.size() ? cells.get(column).content().of(cells.source()) : "";
  }

  /** Where the delimiter row wants the texts of a column. */
  private enum Side {
    UNSAID,
    LEFT,
    MIDDLE,
    RIGHT;

    static Side of(String delimiter) {
      boolean left = delimiter.startsWith(":");
      boolean right = delimiter.endsWith(":");
      return left && right ? MIDDLE : left ? LEFT : right ? RIGHT : UNSAID;
    }

    String delimiter(int width) {
      String left = this == LEFT || this == MIDDLE ? ":" : "";
      String right = this == RIGHT || this == MIDDLE ? ":" : "";
      return left + "-".repeat(width - left.length() - right.length()) + right;
    }

    String padded(String text, int width) {
      int room = Math.max(0, width - DisplayWidth.of(text));
      int before = this == RIGHT ? room : this == MIDDLE ? room / 2 : 0;
      return " ".repeat(before) + text + " ".repeat(room - before);
    }
  }
}
