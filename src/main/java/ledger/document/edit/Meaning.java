package ledger.document.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.document.Cell;
import ledger.document.DraftRow;
import ledger.document.Ledger;
import ledger.document.Table;
import ledger.document.TablePlace;

/**
 * What a ledger says, apart from how it is written: its tables, their columns and their rows'
 * texts.
 *
 * @param tables each as its rows' texts, the header's first
 * @param drafts the texts of the rows without an ID, for tables that have any
 */
public record Meaning(
    Map<TablePlace, List<List<String>>> tables, Map<TablePlace, List<List<String>>> drafts) {
  /** Of a ledger whose rows all have IDs. */
  public Meaning(Map<TablePlace, List<List<String>>> tables) {
    this(tables, Map.of());
  }

  public static Meaning of(Ledger ledger) {
    Map<TablePlace, List<List<String>>> tables = new LinkedHashMap<>();
    Map<TablePlace, List<List<String>>> drafts = new LinkedHashMap<>();
    ledger
        .tables()
        .forEach(
            (place, table) -> {
              tables.put(place, rows(table));
              if (!table.drafts().isEmpty()) {
                drafts.put(place, table.drafts().stream().map(DraftRow::texts).toList());
              }
            });
    return new Meaning(tables, drafts);
  }

  /** Quicker at first than a record's own {@code equals}, which is made when it is called. */
  boolean isThatOf(Meaning other) {
    return tables.equals(other.tables) && drafts.equals(other.drafts);
  }

  private static List<List<String>> rows(Table table) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(table.header().stream().map(Cell::text).toList());
    table.rows().forEach(row -> rows.add(row.texts()));
    return rows;
  }
}
