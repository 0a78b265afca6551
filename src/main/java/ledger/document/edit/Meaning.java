package ledger.document.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import ledger.document.Cell;
import ledger.document.Ledger;
import ledger.document.Table;
import ledger.document.TablePlace;
import ledger.document.Task;

/**
 * What a ledger says, apart from how it is written: its tables, their columns and their rows'
 * texts.
 *
 * @param tables each as its rows' texts, the header's first
 */
public record Meaning(Map<TablePlace, List<List<String>>> tables) {
  public static Meaning of(Ledger ledger) {
    Map<TablePlace, List<List<String>>> tables = new LinkedHashMap<>();
    ledger.tables().forEach((place, table) -> tables.put(place, rows(table)));
    return new Meaning(tables);
  }

  private static List<List<String>> rows(Table table) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(table.header().stream().map(Cell::text).toList());
    table.rows().forEach(row -> rows.add(row.texts()));
    return rows;
  }

  /** The same with {@code change} applied to every text, including headers. */
  Meaning map(UnaryOperator<String> change) {
    Map<TablePlace, List<List<String>>> copy = new LinkedHashMap<>(tables);
    copy.replaceAll(
        (place, rows) -> rows.stream().map(row -> row.stream().map(change).toList()).toList());
    return new Meaning(copy);
  }

  Meaning without(RowPlace row) {
    return changed(row.place(), rows -> rows.remove(row.index()));
  }

  Meaning with(RowPlace row, List<String> values) {
    return changed(row.place(), rows -> rows.set(row.index(), values));
  }

  Meaning withNew(TablePlace table, int index, List<String> values) {
    return changed(table, rows -> rows.add(index, values));
  }

  Meaning with(TablePlace table, List<Task> wanted) {
    return changed(
        table,
        rows -> {
          rows.clear();
          wanted.forEach(row -> rows.add(row.texts()));
        });
  }

  /** With other rows in one table, whose header stays. */
  private Meaning changed(TablePlace table, Consumer<List<List<String>>> change) {
    Map<TablePlace, List<List<String>>> copy = new LinkedHashMap<>(tables);
    copy.computeIfPresent(
        table,
        (place, before) -> {
          List<List<String>> rows = new ArrayList<>(before);
          change.accept(rows.subList(1, rows.size()));
          return rows;
        });
    return new Meaning(copy);
  }
}
