package ledger.document.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import ledger.document.Cell;
import ledger.document.Ledger;
import ledger.document.Section;
import ledger.document.State;
import ledger.document.Table;

/**
 * What a ledger says, apart from how it is written: for each state its tables, their columns and
 * their rows' texts.
 *
 * @param tables by state, each a list of rows with the header's names first
 */
public record Meaning(Map<State, List<List<List<String>>>> tables) {
  public static Meaning of(Ledger ledger) {
    Map<State, List<List<List<String>>>> tables = new LinkedHashMap<>();
    for (Section section : ledger.sections()) {
      tables.put(section.state(), section.tables().stream().map(Meaning::rows).toList());
    }
    return new Meaning(tables);
  }

  private static List<List<String>> rows(Table table) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(table.header().stream().map(Cell::text).toList());
    table.rows().forEach(row -> rows.add(row.cells().stream().map(Cell::text).toList()));
    return rows;
  }

  /** The same with {@code change} applied to every text, including headers. */
  Meaning map(UnaryOperator<String> change) {
    Map<State, List<List<List<String>>>> copy = new LinkedHashMap<>();
    tables.forEach(
        (state, list) ->
            copy.put(
                state,
                list.stream()
                    .map(
                        rows ->
                            rows.stream().map(row -> row.stream().map(change).toList()).toList())
                    .toList()));
    return new Meaning(copy);
  }

  Meaning without(State state, int table, int row) {
    return changed(state, table, rows -> rows.remove(row + 1));
  }

  Meaning withRow(State state, int table, int row, List<String> values) {
    return changed(state, table, rows -> rows.set(row + 1, values));
  }

  Meaning with(State state, int table, int row, List<String> values) {
    return changed(state, table, rows -> rows.add(row + 1, values));
  }

  Meaning with(State state, int table, List<List<String>> newRows) {
    return changed(
        state,
        table,
        rows -> {
          rows.subList(1, rows.size()).clear();
          rows.addAll(newRows);
        });
  }

  private Meaning changed(
      State state, int table, java.util.function.Consumer<List<List<String>>> change) {
    Map<State, List<List<List<String>>>> copy = new LinkedHashMap<>(tables);
    List<List<List<String>>> list = new ArrayList<>(tables.getOrDefault(state, List.of()));
    List<List<String>> rows = new ArrayList<>(list.get(table));
    change.accept(rows);
    list.set(table, List.copyOf(rows));
    copy.put(state, List.copyOf(list));
    return new Meaning(copy);
  }
}
