package ledger.document.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import ledger.document.Column;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Section;
import ledger.document.Table;
import ledger.document.TablePlace;
import ledger.document.Task;
import ledger.document.page.PageFacts;
import ledger.document.page.PageFacts.FormerPlace;
import ledger.document.page.Transition;
import ledger.document.parse.RowScanner;
import ledger.text.Edits;

/**
 * Moves a row to another section; values for columns that the section lacks go onto the task's
 * page.
 */
final class MovePlanner {
  private final Ledger ledger;
  private final Layout layout;
  private final Lookup lookup;
  private final RowSplices splices;

  MovePlanner(Ledger ledger, Layout layout) {
    this.ledger = ledger;
    this.layout = layout;
    this.lookup = new Lookup(ledger);
    this.splices = new RowSplices(ledger.source(), layout);
  }

  Plan plan(Change.Move move, PageFacts facts) throws Refusal {
    Task task = lookup.task(move.id());
    if (task.state().equals(move.to())) {
      return new Plan(Edits.NONE, Meaning.of(ledger), Optional.empty());
    }
    RowPlace from = lookup.place(task);
    Section to = lookup.section(move.to());
    FormerPlace former = facts.places().get(move.to().id());
    int number = former == null || former.table() >= to.tables().size() ? 0 : former.table();
    Table target = to.tables().get(number);
    Lookup.noId(move.values(), "'ledger renumber " + task.id() + " NEW' changes the ID");
    Lookup.known(move.values(), target.columns(), move.to());
    Lookup.ranked(move.values(), layout);
    Lookup.dated(move.values(), target.columns());
    List<String> values = new ArrayList<>();
    for (Column column : target.columns()) {
      values.add(value(column, task, move, facts));
    }
    RowSplices.InsertedRow row = splices.row(target, values, former);
    Edits edits = Edits.of(List.of(splices.deletion(task), row.edit()));
    Meaning expected =
        Meaning.of(ledger)
            .without(from)
            .withNew(new TablePlace(move.to(), number), row.index(), values);
    FormerPlace left = splices.place(task, from);
    return new Plan(edits, expected, Optional.of(left(facts, move, task, left, target)));
  }

  /**
   * The first of: what the user gave, the row's own cell, what the page has, today for a date, a
   * default.
   */
  private static String value(Column column, Task task, Change.Move move, PageFacts facts) {
    String name = column.name();
    String said = Lookup.value(move.values(), name);
    if (said != null) {
      return RowScanner.unpadded(said);
    }
    if (task.indexOf(name) >= 0) {
      return task.text(name);
    }
    String carriedOver = facts.carriedOver(name);
    if (!carriedOver.isEmpty() || facts.places().containsKey(move.to().id())) {
      return carriedOver; // Even an empty one, if the row was here before: it comes back as it was.
    }
    if (name.equalsIgnoreCase(Columns.STARTED) || name.equalsIgnoreCase(Columns.COMPLETED)) {
      return move.date().toString();
    }
    String fallback = Lookup.value(move.defaults(), name);
    return fallback == null ? "" : RowScanner.unpadded(fallback);
  }

  /** The page's facts once the row has left its table. */
  private PageFacts left(
      PageFacts facts, Change.Move move, Task task, FormerPlace left, Table target) {
    SequencedMap<String, String> carriedOver = new LinkedHashMap<>(facts.carriedOver());
    task.values()
        .forEach(
            (column, text) -> {
              carriedOver.keySet().removeIf(column::equalsIgnoreCase);
              if (!text.isEmpty()) {
                carriedOver.put(column, text);
              }
            });
    carriedOver.keySet().removeIf(column -> target.indexOf(column) >= 0);
    SequencedMap<String, FormerPlace> places = new LinkedHashMap<>(facts.places());
    places.remove(move.to().id());
    places.put(task.state().id(), left);
    List<Transition> history = new ArrayList<>(facts.history());
    history.add(new Transition(move.to().id(), move.date(), move.waived()));
    return new PageFacts(List.copyOf(history), carriedOver, places);
  }
}
