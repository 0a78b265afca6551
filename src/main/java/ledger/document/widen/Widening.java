package ledger.document.widen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ledger.document.Ledger;
import ledger.document.Table;
import ledger.document.TablePlace;
import ledger.document.edit.BrokenPromise;
import ledger.document.edit.Meaning;
import ledger.document.parse.LedgerParser;
import ledger.document.parse.Parsed;
import ledger.document.parse.RowScanner;
import ledger.text.Edit;
import ledger.text.Edits;
import ledger.text.Span;

/** Adds columns at the end of tables, empty in each of their rows. */
public final class Widening {
  private final Ledger ledger;

  public Widening(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * The ledger with more columns, proven: every row says what it said before.
   *
   * @param columns the new columns' names, by table
   * @throws BrokenPromise if a row would say something else
   */
  public Ledger with(Map<TablePlace, List<String>> columns) {
    List<Edit> edits = new ArrayList<>();
    ledger
        .tables()
        .forEach(
            (place, table) -> {
              List<String> names = columns.getOrDefault(place, List.of());
              if (!names.isEmpty()) {
                widen(table, names, edits);
              }
            });
    String text = Edits.of(edits).apply(ledger.source().content());
    Parsed after = LedgerParser.parse(ledger.source().with(text), ledger.layout());
    if (!after.problems().isEmpty() || !says(after.ledger(), columns)) {
      throw new BrokenPromise(
          "the table with more columns does not say the same", ledger.source().content(), text);
    }
    return after.ledger();
  }

  private void widen(Table table, List<String> names, List<Edit> edits) {
    for (int line = table.headerLine(); line <= table.lastLine(); line++) {
      Span span = ledger.source().line(line);
      String text = span.of(ledger.source().content()).stripTrailing();
      boolean closed = text.endsWith("|") && !text.endsWith("\\|");
      int missing = table.columns().size() - RowScanner.scan(ledger.source(), line).size();
      StringBuilder more = new StringBuilder(closed ? "" : " |");
      for (int i = 0; i < missing; i++) {
        more.append("  |");
      }
      for (String name : names) {
        String cell = line == table.headerLine() ? " " + name + " " : "  ";
        more.append(line == table.delimiterLine() ? "---" : cell).append('|');
      }
      edits.add(new Edit(new Span(span.start() + text.length(), span.end()), more.toString()));
    }
  }

  /** Whether every row, with an ID or without, has its texts and then as many empty ones. */
  private boolean says(Ledger after, Map<TablePlace, List<String>> columns) {
    Meaning now = Meaning.of(after);
    Meaning was = Meaning.of(ledger);
    return now.tables().keySet().equals(was.tables().keySet())
        && now.tables().entrySet().stream()
            .allMatch(
                table -> {
                  List<String> more = columns.getOrDefault(table.getKey(), List.of());
                  List<List<String>> old = was.tables().getOrDefault(table.getKey(), List.of());
                  return table.getValue().equals(longer(old, more, true));
                })
        && now.drafts().entrySet().stream()
            .allMatch(
                table -> {
                  List<String> more = columns.getOrDefault(table.getKey(), List.of());
                  List<List<String>> old = was.drafts().getOrDefault(table.getKey(), List.of());
                  return table.getValue().equals(longer(old, more, false));
                });
  }

  private static List<List<String>> longer(
      List<List<String>> rows, List<String> names, boolean headed) {
    List<List<String>> longer = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<String> row = new ArrayList<>(rows.get(i));
      for (String name : names) {
        row.add(i == 0 && headed ? name : "");
      }
      longer.add(row);
    }
    return longer;
  }
}
