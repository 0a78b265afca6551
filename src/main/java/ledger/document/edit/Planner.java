package ledger.document.edit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import ledger.document.Column;
import ledger.document.Columns;
import ledger.document.DraftRow;
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

/**
 * Turns changes into splices: each change is planned on what the ones before it lead to, and all of
 * them are proven at once. Pure: it reads a ledger and pages and writes nothing.
 */
public final class Planner {
  private final Ledger ledger;
  private final Layout layout;
  private final Lookup lookup;
  private final Sheet sheet;

  /** IDs that change wherever they are mentioned. */
  private final Map<TaskId, TaskId> renumbered = new LinkedHashMap<>();

  public Planner(Ledger ledger) {
    this.ledger = ledger;
    this.layout = ledger.layout();
    this.lookup = new Lookup(ledger);
    this.sheet = new Sheet(ledger, layout);
  }

  /**
   * Plans one more change to the ledger.
   *
   * @param page the page of the task that the change is about, if there is one
   * @return the page's facts afterwards, if the change touches it
   * @throws Refusal if the ledger has no such task, section or column
   */
  public Optional<PageFacts> change(Change change, Optional<TaskPage> page) throws Refusal {
    PageFacts facts = page.map(TaskPage::facts).orElse(PageFacts.NONE);
    return switch (change) {
      case Change.Move move -> new MovePlanner(sheet, lookup).change(move, facts);
      case Change.Add add -> add(add);
      case Change.SetCells set -> new CellPlanner(sheet, lookup).change(set, facts);
      case Change.Fill fill -> fill();
      case Change.Adopt adopt -> adopt(adopt);
      case Change.Sort sort -> sort(sort);
      case Change.Put put -> put(put);
      case Change.Remove remove -> remove(remove);
      case Change.Renumber renumber -> renumber(renumber);
    };
  }

  /** What makes all changes so far. */
  public Plan plan() {
    return renumbered.isEmpty() ? sheet.plan() : renumbering();
  }

  private Optional<PageFacts> add(Change.Add add) throws Refusal {
    TableDraft target = sheet.table(TablePlace.firstOf(lookup.section(add.to())));
    List<Column> columns = target.table().columns();
    Lookup.noId(
        add.values(), columns, "a new task gets the next free ID; 'ledger renumber' changes it");
    SequencedMap<String, String> carriedOver = lookup.carriedOver(add.values(), columns);
    lookup.ranked(add.values());
    lookup.noState(add.values(), target.table());
    Lookup.dated(add.values(), lookup.columns(columns));
    List<String> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String said = Lookup.value(add.values(), columns, i);
      values.add(said == null ? "" : RowScanner.unpadded(said));
    }
    values.set(Column.indexOf(columns, Columns.ID), layout.ids().written(add.id()));
    int index = target.ranks().position(values, null);
    if (target.table().mixed()) {
      values.set(
          Column.indexOf(columns, Columns.STATUS), StatusPlanner.written(target.rows(), add.to()));
      index = target.rows().size();
    }
    target.insert(index, add.id(), add.to(), values, null);
    return carriedOver.isEmpty()
        ? Optional.empty()
        : Optional.of(PageFacts.NONE.withCarriedOver(carriedOver));
  }

  private Optional<PageFacts> sort(Change.Sort sort) throws Refusal {
    SequencedMap<TablePlace, Table> tables = sheet.tables();
    tables
        .keySet()
        .removeIf(
            place ->
                !place.state().equals(TablePlace.MIXED) && !sort.states().contains(place.state()));
    knownSomewhere(sort, tables.sequencedValues());
    for (TablePlace place : tables.keySet()) {
      TableDraft table = sheet.table(place);
      table.reorder(Order.sorted(table, layout, sort.by(), sort.reverse()));
    }
    return Optional.empty();
  }

  private Optional<PageFacts> fill() {
    sheet.tables().keySet().forEach(place -> sheet.table(place).fill());
    return Optional.empty();
  }

  private Optional<PageFacts> adopt(Change.Adopt adopt) {
    for (Map.Entry<TablePlace, Table> entry : sheet.tables().entrySet()) {
      for (DraftRow draft : entry.getValue().drafts()) {
        if (draft.line() == adopt.line()) {
          List<String> texts = new ArrayList<>(draft.texts());
          texts.set(entry.getValue().indexOf(Columns.ID), layout.ids().written(adopt.id()));
          sheet.table(entry.getKey()).adopt(draft, adopt.id(), texts);
        }
      }
    }
    return Optional.empty();
  }

  /** Refuses a column to sort by that none of the sections to be sorted has. */
  private static void knownSomewhere(Change.Sort sort, Collection<Table> tables) throws Refusal {
    List<Column> columns =
        tables.stream().flatMap(table -> table.columns().stream()).distinct().toList();
    for (String column : sort.by()) {
      if (!column.equalsIgnoreCase(Columns.PRIORITY) && Column.indexOf(columns, column) < 0) {
        throw Lookup.noColumn(
            "none of the sections to sort has a column '" + column + "'", column, columns);
      }
    }
  }

  /** The row moves within its table; its texts stay, and so does the order. */
  private Optional<PageFacts> put(Change.Put put) throws Refusal {
    Sheet.RowPlace was = sheet.find(put.id());
    TableDraft table = was.table();
    Task task = table.takeOut(was.index());
    List<String> texts = table.texts(task);
    boolean free = table.table().mixed() || !table.ranks().sorted();
    TaskId neighbour = put.neighbour();
    int index = 0;
    if (neighbour == null) {
      while (!free && !table.ranks().fits(index, texts)) {
        index++;
      }
    } else {
      index = beside(task, table, neighbour, put.spot());
      if (!free && !table.ranks().fits(index, texts)) {
        Ranks ranks = table.ranks();
        String by = String.join(", ", ranks.columns()).toLowerCase(Locale.ROOT);
        String first = ranks.columns().getFirst().toLowerCase(Locale.ROOT);
        throw new Refusal(
            "%s (%s) does not belong %s %s (%s): %s is sorted by %s"
                .formatted(
                    task.id(),
                    ranks.said(texts),
                    put.spot() == Change.Spot.BEFORE ? "above" : "below",
                    neighbour,
                    ranks.said(table.texts(sheet.find(neighbour).row())),
                    task.state().heading(),
                    by),
            first.equals("priority")
                ? "'ledger edit " + task.id() + " --priority …' changes its priority"
                : "'ledger edit " + task.id() + " --set \"" + first + "=…\"' changes it");
      }
    }
    table.putIn(index, task);
    return Optional.empty();
  }

  private int beside(Task task, TableDraft table, TaskId neighbour, Change.Spot spot)
      throws Refusal {
    if (neighbour.equals(task.id())) {
      throw new Refusal(task.id() + " cannot be placed next to itself", "name another task");
    }
    Sheet.RowPlace other = sheet.find(neighbour);
    if (other.table() != table) {
      throw new Refusal(
          "%s is in %s, and %s is in %s"
              .formatted(
                  neighbour, other.row().state().heading(), task.id(), task.state().heading()),
          "name a task in the same table");
    }
    return spot == Change.Spot.BEFORE ? other.index() : other.index() + 1;
  }

  private Optional<PageFacts> remove(Change.Remove remove) throws Refusal {
    Sheet.RowPlace place = sheet.find(remove.id());
    place.table().remove(place.index());
    return Optional.empty();
  }

  /** Without mentions it is the row alone: other mentions mean another task. */
  private Optional<PageFacts> renumber(Change.Renumber renumber) throws Refusal {
    Sheet.RowPlace place = sheet.find(renumber.from());
    if (renumber.mentions()) {
      renumbered.put(renumber.from(), renumber.to());
    } else {
      List<String> texts = new ArrayList<>(place.table().texts(place.row()));
      int column = place.row().indexOf(Columns.ID);
      texts.set(column, layout.ids().replaced(texts.get(column), place.row().id(), renumber.to()));
      place.table().change(place.index(), place.index(), renumber.to(), texts);
    }
    return Optional.empty();
  }

  /** The IDs themselves and every mention of them; cells keep their padding. */
  private Plan renumbering() {
    if (!sheet.plan().edits().isEmpty()) {
      throw new IllegalStateException("mentions change in a plan of their own");
    }
    SourceText source = ledger.source();
    List<Edit> edits = new ArrayList<>();
    Set<Integer> rows = new HashSet<>();
    for (Task task : ledger.tasks()) {
      rows.add(task.line());
      edits.addAll(RowStyle.edits(RowLine.of(source, task), renamed(task)));
    }
    for (Mentions.Mention mention : Mentions.all(source.content(), layout.ids())) {
      TaskId to = renumbered.get(mention.id());
      if (to != null && !rows.contains(source.lineAt(mention.span().start()))) {
        edits.add(new Edit(mention.span(), layout.ids().written(to)));
      }
    }
    Meaning before = Meaning.of(ledger);
    Map<TablePlace, List<List<String>>> expected = new LinkedHashMap<>();
    for (Map.Entry<TablePlace, Table> table : ledger.tables().entrySet()) {
      List<List<String>> texts = new ArrayList<>();
      texts.add(table.getValue().header().stream().map(cell -> renamed(cell.text())).toList());
      table.getValue().rows().forEach(row -> texts.add(renamed(row)));
      expected.put(table.getKey(), texts);
    }
    Map<TablePlace, List<List<String>>> drafts = new LinkedHashMap<>(before.drafts());
    drafts.replaceAll(
        (place, all) -> all.stream().map(row -> row.stream().map(this::renamed).toList()).toList());
    return new Plan(Edits.of(edits), new Meaning(expected, drafts));
  }

  private String renamed(String text) {
    return Mentions.renamed(text, renumbered, layout.ids());
  }

  /** A row's texts afterwards; its own ID may be written as no text mentions it. */
  private List<String> renamed(Task task) {
    List<String> texts = new ArrayList<>(task.texts().stream().map(this::renamed).toList());
    TaskId to = renumbered.get(task.id());
    if (to != null) {
      int column = task.indexOf(Columns.ID);
      texts.set(column, layout.ids().replaced(task.texts().get(column), task.id(), to));
    }
    return texts;
  }
}
