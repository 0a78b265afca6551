package ledger.document.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import ledger.document.Column;
import ledger.document.Columns;
import ledger.document.Section;
import ledger.document.TablePlace;
import ledger.document.Task;
import ledger.document.page.PageFacts;
import ledger.document.page.PageFacts.FormerPlace;
import ledger.document.page.Transition;
import ledger.document.parse.RowScanner;

/**
 * Moves a row to another section; values for columns that the section lacks go onto the task's
 * page.
 */
final class MovePlanner {
  private final Sheet sheet;
  private final Lookup lookup;

  MovePlanner(Sheet sheet, Lookup lookup) {
    this.sheet = sheet;
    this.lookup = lookup;
  }

  /** The page's facts afterwards; empty if the row is there already. */
  Optional<PageFacts> change(Change.Move move, PageFacts facts) throws Refusal {
    Sheet.RowPlace from = sheet.find(move.id());
    Task task = from.row();
    if (task.state().equals(move.to())) {
      return Optional.empty();
    }
    if (from.table().table().mixed()) {
      return Optional.of(new StatusPlanner(lookup).change(move, facts, from));
    }
    Section to = lookup.section(move.to());
    FormerPlace former = facts.places().get(move.to().id());
    int number = former == null || former.table() >= to.tables().size() ? 0 : former.table();
    TableDraft target = sheet.table(new TablePlace(move.to(), number));
    List<Column> columns = target.table().columns();
    Lookup.noId(move.values(), columns, "'ledger renumber " + task.id() + " NEW' changes the ID");
    Lookup.known(move.values(), columns, move.to());
    lookup.ranked(move.values());
    Lookup.dated(move.values(), columns);
    List<String> values = new ArrayList<>();
    Carrying carrying = new Carrying(task, from.table().texts(task), facts, columns, lookup);
    for (int i = 0; i < columns.size(); i++) {
      values.add(value(columns, i, carrying, move, facts));
    }
    int index = target.ranks().position(values, former);
    target.insert(index, task.id(), move.to(), values, former);
    FormerPlace left = from.table().leave(from.index());
    return Optional.of(left(facts, move, task, left, carrying.left()));
  }

  /**
   * The first of: what the user gave, the row's own cell, what the page has, today for a date, a
   * default.
   */
  private static String value(
      List<Column> columns, int index, Carrying carrying, Change.Move move, PageFacts facts) {
    Column column = columns.get(index);
    String said = Lookup.value(move.values(), columns, index);
    if (said != null) {
      return RowScanner.unpadded(said);
    }
    if (carrying.has(index)) {
      return carrying.text(index);
    }
    if (facts.places().containsKey(move.to().id())) {
      return ""; // Even an empty one, if the row was here before: it comes back as it was.
    }
    if (Columns.STARTED.equals(column.role()) || Columns.COMPLETED.equals(column.role())) {
      return move.date().toString();
    }
    String fallback = Lookup.value(move.defaults(), columns, index);
    return fallback == null ? "" : RowScanner.unpadded(fallback);
  }

  /** The page's facts once the row has left its table. */
  private static PageFacts left(
      PageFacts facts,
      Change.Move move,
      Task task,
      FormerPlace left,
      SequencedMap<String, String> carriedOver) {
    SequencedMap<String, FormerPlace> places = new LinkedHashMap<>(facts.places());
    places.remove(move.to().id());
    places.put(task.state().id(), left);
    List<Transition> history = new ArrayList<>(facts.history());
    history.add(new Transition(move.to().id(), move.date(), move.waived()));
    return new PageFacts(List.copyOf(history), carriedOver, places);
  }
}
