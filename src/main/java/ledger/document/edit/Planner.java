package ledger.document.edit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import ledger.document.Column;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Mentions;
import ledger.document.Table;
import ledger.document.TablePlace;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.page.PageFacts;
import ledger.document.page.TaskPage;
import ledger.document.parse.RowScanner;
import ledger.text.Edit;
import ledger.text.Edits;
import ledger.text.SourceText;

/** Turns a change into splices. Pure: it reads a ledger and a page and writes nothing. */
public final class Planner {
  private final Ledger ledger;
  private final Layout layout;
  private final SourceText source;
  private final Lookup lookup;
  private final RowSplices splices;

  private Planner(Ledger ledger, Layout layout) {
    this.ledger = ledger;
    this.layout = layout;
    this.source = ledger.source();
    this.lookup = new Lookup(ledger);
    this.splices = new RowSplices(source, layout);
  }

  /**
   * Plans a change to the ledger.
   *
   * @param page the page of the task that the change is about, if there is one
   * @throws Refusal if the ledger has no such task, section or column
   */
  public static Plan plan(Ledger ledger, Layout layout, Change change, Optional<TaskPage> page)
      throws Refusal {
    Planner planner = new Planner(ledger, layout);
    PageFacts facts = page.map(TaskPage::facts).orElse(PageFacts.NONE);
    return switch (change) {
      case Change.Move move -> new MovePlanner(ledger, layout).plan(move, facts);
      case Change.Add add -> planner.add(add);
      case Change.SetCells set -> new CellPlanner(ledger, layout).plan(set, facts);
      case Change.Sort sort -> planner.sort(sort);
      case Change.Put put -> planner.put(put);
      case Change.Remove remove -> planner.remove(remove);
      case Change.Renumber renumber ->
          renumber.mentions() ? planner.renumber(renumber) : planner.renumberRow(renumber);
    };
  }

  private Plan add(Change.Add add) throws Refusal {
    Table target = lookup.section(add.to()).table();
    Lookup.noId(add.values(), "a new task gets the next free ID; 'ledger renumber' changes it");
    SequencedMap<String, String> carriedOver = lookup.carriedOver(add.values(), target.columns());
    Lookup.ranked(add.values(), layout);
    Lookup.dated(add.values(), lookup.columns(target.columns()));
    List<String> values = new ArrayList<>();
    for (Column column : target.columns()) {
      String said = Lookup.value(add.values(), column.name());
      values.add(
          column.name().equalsIgnoreCase(Columns.ID)
              ? add.id().value()
              : said == null ? "" : RowScanner.unpadded(said));
    }
    RowSplices.InsertedRow row = splices.row(target, values, null);
    Meaning expected =
        Meaning.of(ledger).withNew(TablePlace.firstOf(add.to()), row.index(), values);
    PageFacts facts = PageFacts.NONE.withCarriedOver(carriedOver);
    return new Plan(
        Edits.of(List.of(row.edit())),
        expected,
        carriedOver.isEmpty() ? Optional.empty() : Optional.of(facts));
  }

  private Plan sort(Change.Sort sort) throws Refusal {
    knownSomewhere(sort);
    List<Edit> edits = new ArrayList<>();
    Meaning expected = Meaning.of(ledger);
    for (Map.Entry<TablePlace, Table> entry : tables(sort).entrySet()) {
      List<Task> rows = entry.getValue().rows();
      List<Task> sorted = Order.sorted(entry.getValue(), layout, sort.by(), sort.reverse());
      edits.addAll(splices.permutation(rows, sorted));
      expected = expected.with(entry.getKey(), sorted);
    }
    return plan(edits, expected);
  }

  private SequencedMap<TablePlace, Table> tables(Change.Sort sort) {
    SequencedMap<TablePlace, Table> tables = ledger.tables();
    tables.keySet().removeIf(place -> !sort.states().contains(place.state()));
    return tables;
  }

  /** Refuses a column to sort by that none of the sections to be sorted has. */
  private void knownSomewhere(Change.Sort sort) throws Refusal {
    List<Column> columns =
        tables(sort).values().stream()
            .flatMap(table -> table.columns().stream())
            .distinct()
            .toList();
    for (String column : sort.by()) {
      if (!column.equalsIgnoreCase(Columns.PRIORITY) && Column.indexOf(columns, column) < 0) {
        throw Lookup.noColumn(
            "none of the sections to sort has a column '" + column + "'", column, columns);
      }
    }
  }

  /** The row moves within its table; its priority stays, and so does the order by priority. */
  private Plan put(Change.Put put) throws Refusal {
    Task task = lookup.task(put.id());
    RowPlace was = lookup.place(task);
    Table table = was.table();
    List<Task> rows = new ArrayList<>(table.rows());
    rows.remove(was.index());
    Table rest = new Table(table.columns(), table.header(), table.headerLine(), rows);
    String priority = task.text(Columns.PRIORITY);
    boolean free = !Order.sorted(rest, layout).equals(rows);
    TaskId neighbour = put.neighbour();
    int index = 0;
    if (neighbour == null) {
      while (!free && !Order.fits(rest, layout, index, priority)) {
        index++;
      }
    } else {
      index = beside(task, rows, neighbour, put.spot());
      if (!free && !Order.fits(rest, layout, index, priority)) {
        String its = ledger.find(neighbour).map(t -> t.text(Columns.PRIORITY)).orElse("");
        throw new Refusal(
            "%s (%s) does not belong %s %s (%s): %s is sorted by priority"
                .formatted(
                    task.id(),
                    priority.isEmpty() ? "no priority" : priority,
                    put.spot() == Change.Spot.BEFORE ? "above" : "below",
                    neighbour,
                    its.isEmpty() ? "no priority" : its,
                    task.state().heading()),
            "'ledger edit " + task.id() + " --priority …' changes its priority");
      }
    }
    rows.add(index, task);
    Meaning expected = Meaning.of(ledger).with(was.place(), rows);
    return plan(splices.permutation(table.rows(), rows), expected);
  }

  private int beside(Task task, List<Task> rows, TaskId neighbour, Change.Spot spot)
      throws Refusal {
    Task other = lookup.task(neighbour);
    int index = rows.indexOf(other);
    if (index < 0) {
      throw other.id().equals(task.id())
          ? new Refusal(task.id() + " cannot be placed next to itself", "name another task")
          : new Refusal(
              "%s is in %s, and %s is in %s"
                  .formatted(
                      other.id(), other.state().heading(), task.id(), task.state().heading()),
              "name a task in the same table");
    }
    return spot == Change.Spot.BEFORE ? index : index + 1;
  }

  private Plan remove(Change.Remove remove) throws Refusal {
    Task task = lookup.task(remove.id());
    Meaning expected = Meaning.of(ledger).without(lookup.place(task));
    return plan(List.of(splices.deletion(task)), expected);
  }

  /** The ID itself and every mention of it; cells keep their padding. */
  private Plan renumber(Change.Renumber renumber) throws Refusal {
    lookup.task(renumber.from());
    Mentions mentions = new Mentions(renumber.from());
    List<Edit> edits = new ArrayList<>();
    Set<Integer> rows = new HashSet<>();
    for (Task task : ledger.tasks()) {
      rows.add(task.line());
      List<String> texts =
          task.texts().stream().map(text -> mentions.renamed(text, renumber.to())).toList();
      edits.addAll(RowStyle.edits(source, task, texts));
    }
    mentions.in(source.content()).stream()
        .filter(span -> !rows.contains(source.lineAt(span.start())))
        .forEach(span -> edits.add(new Edit(span, renumber.to().value())));
    Meaning expected = Meaning.of(ledger).map(text -> mentions.renamed(text, renumber.to()));
    return plan(edits, expected);
  }

  /** The row alone: other mentions mean another task. */
  private Plan renumberRow(Change.Renumber renumber) throws Refusal {
    Task task = lookup.task(renumber.from());
    List<String> values = new ArrayList<>(task.texts());
    values.set(task.indexOf(Columns.ID), renumber.to().value());
    Meaning expected = Meaning.of(ledger).with(lookup.place(task), values);
    return plan(RowStyle.edits(source, task, values), expected);
  }

  private static Plan plan(List<Edit> edits, Meaning expected) {
    return new Plan(Edits.of(edits), expected, Optional.empty());
  }
}
