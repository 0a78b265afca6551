package ledger.app.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.app.edit.Draft;
import ledger.app.edit.EditResult;
import ledger.app.edit.Editing;
import ledger.app.edit.Effect;
import ledger.app.edit.NextId;
import ledger.app.ledger.UsedIds;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Column;
import ledger.document.Columns;
import ledger.document.IdForm;
import ledger.document.Ledger;
import ledger.document.Section;
import ledger.document.State;
import ledger.document.Table;
import ledger.document.TablePlace;
import ledger.document.TaskId;
import ledger.document.edit.Change;
import ledger.document.edit.Order;
import ledger.document.edit.Refusal;
import ledger.exchange.ForeignList;
import ledger.exchange.ForeignTask;
import ledger.text.InvalidText;

/** Takes the tasks of another program's list into the ledger, all of them or none. */
public final class ImportTasks {
  private final ImportRequest request;
  private final ForeignList list;
  private final UsedIds used;
  private final SequencedMap<State, Integer> counts = new LinkedHashMap<>();
  private final Set<String> columns = new LinkedHashSet<>();
  private final SequencedMap<String, String> changed = new LinkedHashMap<>();

  /** What each task is called; the number of its place if it has no name, or an earlier one's. */
  private final List<String> keys = new ArrayList<>();

  private int newIds;

  private ImportTasks(ImportRequest request, ForeignList list, UsedIds used) {
    this.request = request;
    this.list = list;
    this.used = used;
    Set<String> seen = new HashSet<>(Set.of(""));
    for (ForeignTask task : list.tasks()) {
      keys.add(seen.add(task.key()) ? task.key() : "\0" + keys.size());
    }
  }

  public static ImportResult run(Session session, ImportRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace workplace = Workplace.open(session);
    ForeignList list = ForeignFiles.read(session, request.from(), request.format());
    if (!list.problems().isEmpty() && !request.partial()) {
      throw new InvalidFiles(list.problems());
    }
    if (list.tasks().isEmpty()) {
      throw Failure.cannot("there is no task in " + request.from(), "--format says what it is");
    }
    ImportTasks taking = new ImportTasks(request, list, new UsedIds(workplace));
    EditResult edit = Editing.run(workplace, taking::plan, request.dryRun());
    return new ImportResult(
        edit,
        taking.counts,
        taking.newIds,
        List.copyOf(taking.columns),
        taking.changed,
        list.problems(),
        list.left());
  }

  /** A task as it will be here. */
  private record NewRow(TaskId id, State state, Map<String, String> cells) {}

  private List<Effect> plan(Draft draft) throws IOException, InvalidText, Refusal, Failure {
    counts.clear();
    columns.clear();
    changed.clear();
    newIds = 0;
    Ledger ledger = draft.ledger();
    Map<String, TaskId> ids = ids(draft);
    List<NewRow> all = new ArrayList<>();
    Here here = new Here(ledger, list.tasks(), changed);
    int at = 0;
    for (ForeignTask task : list.tasks()) {
      TaskId id = Objects.requireNonNull(ids.get(keys.get(at++)));
      SequencedMap<String, String> cells = new LinkedHashMap<>(task.cells());
      State state = here.state(task, cells);
      here.ranked(cells);
      cells.computeIfPresent(Columns.DEPENDS, (column, text) -> renamed(text, ids));
      if (!task.key().isEmpty() && !TaskId.typed(task.key()).equals(Optional.of(id))) {
        cells.put("Former ID", task.key());
      }
      all.add(new NewRow(id, state, titled(cells, ledger, state)));
      counts.merge(state, 1, Integer::sum);
    }
    draft.prepare(missing(ledger, all), form(draft).orElse(ledger.layout().ids()), here.scale());
    List<Effect> effects = new ArrayList<>();
    for (NewRow taken : ordered(ledger, all)) {
      draft.change(new Change.Add(taken.id, taken.state, taken.cells));
      effects.add(new Effect.Added(taken.id, taken.state));
    }
    for (at = 0; at < all.size(); at++) {
      draft.prose(all.get(at).id, list.tasks().get(at).prose());
    }
    return effects;
  }

  /** A new row comes to the top where the order is free: the last one has to come first. */
  private static List<NewRow> ordered(Ledger ledger, List<NewRow> all) {
    List<NewRow> down = new ArrayList<>();
    List<NewRow> up = new ArrayList<>();
    for (NewRow taken : all) {
      Table table = ledger.section(taken.state).map(Section::table).orElseThrow();
      boolean top = !table.mixed() && Order.kept(table, ledger.layout(), taken.state).isEmpty();
      (top ? up : down).add(taken);
    }
    down.addAll(up.reversed());
    return down;
  }

  /** The form of the IDs: an empty ledger gets that of the list. */
  private Optional<IdForm> form(Draft draft) {
    Ledger ledger = draft.ledger();
    List<String> named = keys.stream().filter(key -> !key.startsWith("\0")).toList();
    boolean free = ledger.tasks().isEmpty() && draft.workplace().layout().wording().ids() == null;
    if (free && named.size() < keys.size()) {
      return Optional.empty(); // The new IDs would have to be like the few that are there.
    }
    return free ? IdForm.ofCells(named) : Optional.of(ledger.layout().ids());
  }

  /** The title is the description where a table has nothing else for it. */
  private static Map<String, String> titled(
      SequencedMap<String, String> cells, Ledger ledger, State state) {
    Table table = ledger.section(state).map(Section::table).orElseThrow();
    boolean untitled =
        table.indexOf(Columns.TITLE) < 0
            && table.indexOf(Columns.DESCRIPTION) >= 0
            && !cells.containsKey(Columns.DESCRIPTION);
    String title = untitled ? cells.remove(Columns.TITLE) : null;
    if (title != null) {
      cells.putFirst(Columns.DESCRIPTION, title);
    }
    return cells;
  }

  /** The IDs by what the tasks were called; those that fit and were never used stay. */
  private Map<String, TaskId> ids(Draft draft) throws IOException, Failure {
    Ledger ledger = draft.ledger();
    Set<TaskId> taken = new HashSet<>(used.of(ledger));
    Optional<IdForm> form = form(draft);
    Map<String, TaskId> ids = new LinkedHashMap<>();
    for (String key : keys) {
      TaskId id = form.isEmpty() ? null : form.get().read(key);
      if (id != null && taken.add(id)) {
        ids.put(key, id);
      }
    }
    String prefix = request.prefix();
    if (prefix == null && ledger.tasks().isEmpty() && !ids.isEmpty()) {
      prefix = ids.values().iterator().next().prefix();
    }
    NextId next = new NextId(prefix, used);
    for (String key : keys) {
      if (!ids.containsKey(key)) {
        TaskId id = next.of(draft, taken);
        taken.add(id);
        ids.put(key, id);
        newIds++;
      }
    }
    return ids;
  }

  private static String renamed(String text, Map<String, TaskId> ids) {
    return Stream.of(text.split("[,\\s]+"))
        .map(
            key -> {
              TaskId id = ids.get(key);
              id = id == null ? ids.get("#" + key) : id;
              return id == null ? key : id.value();
            })
        .collect(Collectors.joining(", "));
  }

  /** The columns that no table has, by the tables whose new rows need them. */
  private Map<TablePlace, List<String>> missing(Ledger ledger, List<NewRow> all) {
    Map<TablePlace, List<String>> missing = new LinkedHashMap<>();
    List<Column> known =
        ledger.tables().values().stream().flatMap(table -> table.columns().stream()).toList();
    for (NewRow taken : all) {
      TablePlace place = TablePlace.firstOf(ledger.section(taken.state).orElseThrow());
      for (String name : taken.cells.keySet()) {
        if (Column.indexOf(known, name) < 0) {
          columns.add(name);
          List<String> its = missing.computeIfAbsent(place, p -> new ArrayList<>());
          if (its.stream().noneMatch(name::equalsIgnoreCase)) {
            its.add(name);
          }
        }
      }
    }
    return missing;
  }
}
