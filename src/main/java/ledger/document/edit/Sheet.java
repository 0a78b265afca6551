package ledger.document.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Table;
import ledger.document.TablePlace;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.text.Edit;
import ledger.text.Edits;
import org.jspecify.annotations.Nullable;

/**
 * A ledger's tables while any number of changes is planned. Only the tables that change are copied.
 */
final class Sheet {
  private final Ledger ledger;
  private final Layout layout;
  private final SequencedMap<TablePlace, Table> tables;
  private final Map<TablePlace, TableDraft> drafts = new LinkedHashMap<>();

  /** Where the last row was that somebody asked for. */
  private @Nullable RowPlace found;

  Sheet(Ledger ledger, Layout layout) {
    this.ledger = ledger;
    this.layout = layout;
    this.tables = ledger.tables();
  }

  /**
   * Where a row is.
   *
   * @param index in the table, from 0
   */
  record RowPlace(TableDraft table, int index) {
    Task row() {
      return table.rows().get(index);
    }
  }

  /** The tables by their place, as they were. */
  SequencedMap<TablePlace, Table> tables() {
    return new LinkedHashMap<>(tables);
  }

  TableDraft table(TablePlace place) {
    return drafts.computeIfAbsent(
        place,
        p -> new TableDraft(ledger.source(), layout, p, Objects.requireNonNull(tables.get(p))));
  }

  /** Where the row with this ID is now; refuses if there is none. */
  RowPlace find(TaskId id) throws Refusal {
    RowPlace last = found;
    if (last != null) {
      // Tasks are mostly named in the order of their rows, of which one may just have left.
      List<Task> rows = last.table.rows();
      for (int i = last.index; i < Math.min(last.index + 2, rows.size()); i++) {
        if (rows.get(i).id().equals(id)) {
          return found(last.table, i);
        }
      }
    }
    for (Map.Entry<TablePlace, Table> table : tables.entrySet()) {
      TableDraft draft = drafts.get(table.getKey());
      List<Task> rows = draft == null ? table.getValue().rows() : draft.rows();
      for (int i = 0; i < rows.size(); i++) {
        if (rows.get(i).id().equals(id)) {
          return found(table(table.getKey()), i);
        }
      }
    }
    throw Lookup.unknown(ledger, id.value());
  }

  private RowPlace found(TableDraft table, int index) {
    RowPlace place = new RowPlace(table, index);
    found = place;
    return place;
  }

  /** What makes the ledger say what the drafts say. */
  Plan plan() {
    Meaning before = Meaning.of(ledger);
    Map<TablePlace, List<List<String>>> expected = new LinkedHashMap<>(before.tables());
    Map<TablePlace, List<List<String>>> unnumbered = new LinkedHashMap<>(before.drafts());
    List<Edit> edits = new ArrayList<>();
    for (TableDraft draft : drafts.values()) {
      expected.put(draft.place(), draft.meaning());
      unnumbered.put(draft.place(), draft.drafts());
      edits.addAll(draft.edits());
    }
    unnumbered.values().removeIf(List::isEmpty);
    return new Plan(Edits.of(edits), new Meaning(expected, unnumbered));
  }
}
