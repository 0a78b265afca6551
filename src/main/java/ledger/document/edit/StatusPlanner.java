package ledger.document.edit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import ledger.document.Column;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.State;
import ledger.document.Table;
import ledger.document.Task;
import ledger.document.page.PageFacts;
import ledger.document.page.PageFacts.FormerPlace;
import ledger.document.page.Transition;
import ledger.document.parse.RowScanner;
import ledger.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Moves a row to another state in a table with a Status column: its cells change, not its place.
 */
final class StatusPlanner {
  /** What a move itself may set, and takes back when the row returns to a state. */
  private static final Set<String> SET =
      Set.of(Columns.STATUS, Columns.STARTED, Columns.COMPLETED, Columns.OUTCOME, Columns.BRANCH);

  private final Lookup lookup;

  StatusPlanner(Lookup lookup) {
    this.lookup = lookup;
  }

  /** As most of the rows in that state are written; the state's heading if there are none. */
  static String written(List<Task> rows, State state) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Task row : rows) {
      String text = row.text(Columns.STATUS);
      if (row.state().equals(state) && !text.isEmpty()) {
        counts.merge(text, 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .max(Comparator.comparingInt(Map.Entry::getValue))
        .map(Map.Entry::getKey)
        .orElse(state.heading());
  }

  /** The page's facts afterwards. */
  PageFacts change(Change.Move move, PageFacts facts, Sheet.RowPlace place) throws Refusal {
    TableDraft draft = place.table();
    Table table = draft.table();
    Task task = place.row();
    Lookup.noId(
        move.values(), table.columns(), "'ledger renumber " + task.id() + " NEW' changes the ID");
    lookup.noState(move.values(), table);
    Lookup.known(move.values(), table.columns(), move.to());
    lookup.ranked(move.values());
    Lookup.dated(move.values(), table.columns());
    FormerPlace former = facts.places().get(move.to().id());
    String kept = former == null ? null : former.row();
    List<String> before =
        kept == null ? List.of() : RowScanner.scan(kept, new Span(0, kept.length())).texts();
    boolean known = before.size() == table.columns().size();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      values.add(value(draft, i, task, move, known ? before.get(i) : null));
    }
    String line = draft.line(task);
    draft.restate(place.index(), move.to(), values, values.equals(before) ? kept : null);
    return left(facts, move, task, line);
  }

  /**
   * The first of: what the user gave; what the row had when it was in the state before; the state;
   * today for an empty date, a default for an empty cell.
   */
  private static String value(
      TableDraft draft, int index, Task task, Change.Move move, @Nullable String before) {
    Table table = draft.table();
    Column column = table.columns().get(index);
    String role = column.role() == null ? "" : column.role();
    String text = draft.texts(task).get(index);
    String said = Lookup.value(move.values(), table.columns(), index);
    if (said != null) {
      return RowScanner.unpadded(said);
    }
    if (before != null && SET.contains(role)) {
      return before;
    }
    if (role.equals(Columns.STATUS)) {
      return written(draft.rows(), move.to());
    }
    boolean date =
        move.to().id().equals(Layout.DONE)
            ? role.equals(Columns.COMPLETED)
            : role.equals(Columns.STARTED) && move.to().id().equals("in-progress");
    if (text.isEmpty() && date) {
      return move.date().toString();
    }
    String fallback = Lookup.value(move.defaults(), table.columns(), index);
    return text.isEmpty() && fallback != null && move.to().id().equals("review")
        ? RowScanner.unpadded(fallback)
        : text;
  }

  private static PageFacts left(PageFacts facts, Change.Move move, Task task, String line) {
    SequencedMap<String, FormerPlace> places = new LinkedHashMap<>(facts.places());
    places.remove(move.to().id());
    places.put(task.state().id(), new FormerPlace(0, null, line, null, 0, false));
    List<Transition> history = new ArrayList<>(facts.history());
    history.add(new Transition(move.to().id(), move.date(), move.waived()));
    return new PageFacts(List.copyOf(history), facts.carriedOver(), places);
  }
}
