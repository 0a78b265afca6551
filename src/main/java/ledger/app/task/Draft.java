package ledger.app.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Workplace;
import ledger.document.Column;
import ledger.document.Ledger;
import ledger.document.State;
import ledger.document.TaskId;
import ledger.document.edit.Change;
import ledger.document.edit.Plan;
import ledger.document.edit.Planner;
import ledger.document.edit.Refusal;
import ledger.document.page.TaskPage;
import ledger.document.parse.LedgerParser;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.workspace.FileChange;
import ledger.workspace.Store;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a ledger, its pages and other files that are not written yet. Each change is proven
 * before the next one is planned.
 */
final class Draft {
  private final Workplace workplace;
  private final Ledger before;
  private Ledger ledger;
  private final Map<TaskId, TaskPage> pages = new LinkedHashMap<>();
  private final List<FileChange> others = new ArrayList<>();

  private Draft(Workplace workplace, Ledger before) {
    this.workplace = workplace;
    this.before = before;
    this.ledger = before;
  }

  /**
   * A draft of the files as they are now.
   *
   * @param earlier an earlier draft; its ledger is not parsed again if the file is still the same
   */
  static Draft of(Workplace workplace, @Nullable Draft earlier)
      throws IOException, InvalidText, InvalidFiles {
    SourceText source = workplace.source(workplace.workspace().ledger());
    boolean same = earlier != null && equal(source, earlier.before.source());
    Ledger ledger =
        same
            ? earlier.before
            : Workplace.understood(LedgerParser.parse(source, workplace.layout()));
    return new Draft(workplace, ledger);
  }

  private static boolean equal(SourceText one, SourceText other) {
    return Arrays.equals(one.encode(), other.encode());
  }

  Workplace workplace() {
    return workplace;
  }

  /** The ledger as it is in its file. */
  Ledger before() {
    return before;
  }

  /** The ledger with the changes so far. */
  Ledger ledger() {
    return ledger;
  }

  /** The page of a task with the changes so far. */
  Optional<TaskPage> page(TaskId id) throws IOException, InvalidText {
    TaskPage changed = pages.get(id);
    return changed != null ? Optional.of(changed) : workplace.page(id);
  }

  /** Makes a change to the ledger, and to the page of the task that it is about. */
  void change(Change change) throws IOException, InvalidText, Refusal {
    Optional<TaskId> id = change.subject();
    Optional<TaskPage> page = id.isPresent() ? page(id.get()) : Optional.empty();
    Plan plan = Planner.plan(ledger, workplace.layout(), change, page);
    ledger = plan.apply(ledger, workplace.layout());
    if (id.isPresent() && plan.page().isPresent()) {
      TaskPage old = page.isPresent() ? page.get() : workplace.pageOrNew(id.get());
      pages.put(id.get(), TaskPage.parse(old.source().with(old.with(plan.page().get()))));
    }
  }

  /** Those of the values to be set for which the task's table has no column. */
  List<Effect> carriedOver(TaskId id, State state, List<Column> columns, Set<String> set) {
    Path page = workplace.workspace().page(id);
    return set.stream()
        .filter(column -> Column.indexOf(columns, column) < 0)
        .<Effect>map(column -> new Effect.CarriedOver(id, state, column, page))
        .toList();
  }

  /** Adds another file that changes along with the ledger. */
  void file(FileChange change) {
    others.add(change);
  }

  /** All files that change, the ledger last. */
  List<FileChange> files() throws IOException {
    List<FileChange> files = new ArrayList<>(others);
    for (Map.Entry<TaskId, TaskPage> page : pages.entrySet()) {
      Path file = workplace.workspace().page(page.getKey());
      files.add(new FileChange(file, Store.content(file), page.getValue().source().encode()));
    }
    if (!ledger.source().content().equals(before.source().content())) {
      Path file = workplace.workspace().ledger();
      files.add(new FileChange(file, before.source().encode(), ledger.source().encode()));
    }
    return files;
  }
}
