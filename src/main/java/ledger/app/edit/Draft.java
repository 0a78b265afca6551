package ledger.app.edit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Workplace;
import ledger.document.Column;
import ledger.document.IdForm;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.State;
import ledger.document.TablePlace;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.align.Alignment;
import ledger.document.edit.Change;
import ledger.document.edit.Planner;
import ledger.document.edit.Refusal;
import ledger.document.page.PageFacts;
import ledger.document.page.TaskPage;
import ledger.document.parse.LedgerParser;
import ledger.document.widen.Widening;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.workspace.FileChange;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a ledger, its pages and other files that are not written yet. All changes to the
 * ledger are one plan, which is proven when somebody asks for the ledger.
 */
public final class Draft {
  private final Workplace workplace;
  private final Ledger original;
  private Ledger before;
  private Planner planner;

  /** With the changes so far; null while they are not proven. */
  private @Nullable Ledger ledger;

  /** What the changes are expected to lead to. */
  private final @Nullable Ledger foreseen;

  private final Map<TaskId, TaskPage> pages = new LinkedHashMap<>();
  private final List<FileChange> others = new ArrayList<>();

  private Draft(Workplace workplace, Ledger before, @Nullable Ledger foreseen) {
    this.workplace = workplace;
    this.original = before;
    this.before = before;
    this.planner = new Planner(before);
    this.ledger = before;
    this.foreseen = foreseen;
  }

  /**
   * A draft of the files as they are now.
   *
   * @param earlier an earlier draft; its ledgers, before and after the changes, are not parsed
   *     again if the file is still the same
   */
  public static Draft of(Workplace workplace, @Nullable Draft earlier)
      throws IOException, InvalidText, InvalidFiles {
    SourceText source = workplace.source(workplace.workspace().ledger());
    return earlier != null && source.content().equals(earlier.original.source().content())
        ? new Draft(workplace, earlier.original, earlier.ledger)
        : new Draft(
            workplace, Workplace.understood(LedgerParser.parse(source, workplace.layout())), null);
  }

  public Workplace workplace() {
    return workplace;
  }

  /** The ledger as it is in its file. */
  public Ledger before() {
    return original;
  }

  /** The ledger with the changes so far: for after the last change, because it is parsed. */
  public Ledger ledger() {
    Ledger known = ledger;
    if (known == null) {
      known = planner.plan().apply(before, workplace.layout(), foreseen);
      ledger = known;
    }
    return known;
  }

  /** The page of a task with the changes so far. */
  public Optional<TaskPage> page(TaskId id) throws IOException, InvalidText {
    TaskPage changed = pages.get(id);
    return changed != null ? Optional.of(changed) : workplace.page(id);
  }

  /**
   * Gives tables more columns, before any change.
   *
   * @param columns their names, by table
   * @param ids the form of the IDs of rows that will be added
   * @param scale the priorities of rows that will be added, highest first
   */
  public void prepare(Map<TablePlace, List<String>> columns, IdForm ids, List<String> scale) {
    Ledger wide = columns.isEmpty() ? before : new Widening(before).with(columns);
    Layout layout = wide.layout().recognised(ids, scale);
    before = new Ledger(wide.source(), wide.title(), wide.sections(), layout);
    planner = new Planner(before);
    ledger = null;
  }

  /** Aligns the tables of these states, before any change. */
  public void align(Set<State> states) {
    before = new Alignment(before).of(states);
    planner = new Planner(before);
    ledger = before;
  }

  /** Gives a task's page more prose. */
  public void prose(TaskId id, @Nullable String text) throws IOException, InvalidText {
    if (text != null) {
      TaskPage old = page(id).orElse(workplace.pageOrNew(id));
      String before = old.source().content();
      String gap = before.isEmpty() && !text.startsWith("---") ? "" : "\n";
      pages.put(id, TaskPage.parse(old.source().with(before + gap + text + "\n")));
    }
  }

  /** Makes a change to the ledger, and to the page of the task that it is about. */
  public void change(Change change) throws IOException, InvalidText, Refusal {
    Optional<TaskId> id = change.subject();
    Optional<TaskPage> page = id.isPresent() ? page(id.get()) : Optional.empty();
    Optional<PageFacts> facts = planner.change(change, page);
    ledger = null;
    if (id.isPresent() && facts.isPresent()) {
      TaskPage old = page.isPresent() ? page.get() : workplace.pageOrNew(id.get());
      pages.put(id.get(), TaskPage.parse(old.source().with(old.with(facts.get()))));
    }
  }

  /** Those of the values to be set for which the task's table has no column. */
  public List<Effect> carriedOver(TaskId id, State state, List<Column> columns, Set<String> set) {
    Path page = workplace.workspace().page(id);
    return set.stream()
        .filter(column -> Column.indexOf(columns, column) < 0)
        .<Effect>map(column -> new Effect.CarriedOver(id, state, column, page))
        .toList();
  }

  /**
   * Sets cells of a task's row.
   *
   * @param cells new texts by column
   * @param appended texts by column to append to what is there
   */
  public List<Effect> setCells(Task task, Map<String, String> cells, Map<String, String> appended)
      throws IOException, InvalidText, Refusal {
    Map<String, String> own = TitleCell.in(task.columns(), cells);
    change(new Change.SetCells(task.id(), own, appended));
    Set<String> columns = new LinkedHashSet<>(own.keySet());
    columns.addAll(appended.keySet());
    List<Effect> effects = new ArrayList<>(List.of(new Effect.CellsSet(task.id())));
    effects.addAll(carriedOver(task.id(), task.state(), task.columns(), columns));
    return effects;
  }

  /** Adds another file that changes along with the ledger. */
  public void file(FileChange change) {
    others.add(change);
  }

  /** All files that change, the ledger last. */
  public List<FileChange> files() throws IOException {
    List<FileChange> files = new ArrayList<>(others);
    for (Map.Entry<TaskId, TaskPage> page : pages.entrySet()) {
      Path file = workplace.workspace().page(page.getKey());
      files.add(new FileChange(file, workplace.content(file), page.getValue().source().encode()));
    }
    SourceText after = ledger().source();
    if (!after.content().equals(original.source().content())) {
      Path file = workplace.workspace().ledger();
      files.add(new FileChange(file, original.source().encode(), after.encode()));
    }
    return files;
  }
}
