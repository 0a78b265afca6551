package ledger.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import ledger.document.Columns;
import ledger.document.ConflictNote;
import ledger.document.Layout;
import ledger.document.TaskId;
import ledger.merge.LedgerVersion.TablePlace;
import ledger.merge.RowMerge.MergedRow;
import ledger.text.SourceText;

/**
 * Merges two versions of a ledger: rows by ID, tables by heading, cells by column; the text between
 * the tables by lines. What both sides changed differently stays as ours has it, with a note
 * outside the table.
 */
public final class LedgerMerge {
  /**
   * What a merge needs to know.
   *
   * @param theirsIsYounger whether, of two new tasks with this ID, theirs came later, if git knows;
   *     otherwise the later date in the rows' {@code Created} decides, and if there is none, theirs
   *     is the younger
   * @param taken IDs that must not be assigned again, in addition to those in the three versions
   * @param pagesFollow whether the caller puts {@link Merged#carriedOver} into the pages; if not,
   *     each of them is a conflict
   */
  public record Options(
      Layout layout,
      Function<TaskId, Optional<Boolean>> theirsIsYounger,
      Set<TaskId> taken,
      boolean pagesFollow) {
    Options withPages() {
      return new Options(layout, theirsIsYounger, taken, true);
    }
  }

  private final Options options;
  private final LedgerVersion base;
  private final LedgerVersion ours;
  private final LedgerVersion theirs;
  private final List<ConflictNote> conflicts = new ArrayList<>();

  private LedgerMerge(
      Options options, LedgerVersion base, LedgerVersion ours, LedgerVersion theirs) {
    this.options = options;
    this.base = base;
    this.ours = ours;
    this.theirs = theirs;
  }

  /**
   * Merges.
   *
   * @param base what both come from; blank if they have nothing in common
   * @throws Unmergeable if one of them cannot be read, or their tables are structured differently
   */
  public static Merged merge(SourceText base, SourceText ours, SourceText theirs, Options options)
      throws Unmergeable {
    LedgerVersion b = LedgerVersion.of(base, options.layout(), "the common ancestor");
    RenumberedVersions renumber =
        RenumberedVersions.of(
            b,
            LedgerVersion.of(ours, options.layout(), "our side"),
            LedgerVersion.of(theirs, options.layout(), "their side"),
            options);
    return new LedgerMerge(options, renumber.base(), renumber.ours(), renumber.theirs())
        .merged(renumber);
  }

  private Merged merged(RenumberedVersions renumber) throws Unmergeable {
    String skeleton = TextAroundTables.merge(base, ours, theirs, conflicts);
    Map<TablePlace, MergedHeader> headers = new LinkedHashMap<>();
    for (TablePlace place : places()) {
      headers.put(place, MergedHeader.merge(place, base, ours, theirs));
    }
    Map<TaskId, MergedRow> outcomes = new LinkedHashMap<>();
    RowMerge rows = new RowMerge(base, ours, theirs, headers);
    for (TaskId id : ids()) {
      Optional<MergedRow> outcome = rows.of(id);
      if (outcome.isPresent()) {
        outcomes.put(id, outcome.get());
      }
    }
    Map<TaskId, Map<String, String>> carriedOver = new TreeMap<>();
    Map<TablePlace, String> tables = new HashMap<>();
    for (Map.Entry<TablePlace, MergedHeader> entry : headers.entrySet()) {
      tables.put(entry.getKey(), table(entry.getKey(), entry.getValue(), outcomes, carriedOver));
    }
    String text = TextAroundTables.filled(skeleton, tables);
    Conservation.check(ours.source().with(text), options.layout(), base, ours, theirs, outcomes);
    return new Merged(
        text, List.copyOf(conflicts), renumber.renumbered(), renumber.followed(), carriedOver);
  }

  private String table(
      TablePlace place,
      MergedHeader header,
      Map<TaskId, MergedRow> outcomes,
      Map<TaskId, Map<String, String>> carriedOver)
      throws Unmergeable {
    Map<TaskId, MergedRow> present = new LinkedHashMap<>();
    outcomes.values().stream()
        .filter(outcome -> outcome.place().equals(place))
        .forEach(outcome -> present.put(outcome.id(), outcome));
    List<MergedRow> order = new ArrayList<>();
    RowOrder.merge(place, present.keySet(), base, ours, theirs)
        .forEach(id -> order.add(Objects.requireNonNull(present.get(id))));
    int priority = priority(header);
    if (priority >= 0) {
      order.sort(Comparator.comparingInt(row -> options.layout().rank(row.values().get(priority))));
    }
    String eol = ours.source().lineEnd();
    TableText style = new TableText(place, header, base, ours, theirs);
    StringBuilder text = new StringBuilder(header.text());
    List<ConflictNote> notes = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      MergedRow row = order.get(i);
      text.append(eol).append(style.line(row.id(), row.values(), i));
      notes.addAll(row.conflicts());
      if (!row.carriedOver().isEmpty()) {
        carriedOver.put(row.id(), row.carriedOver());
        if (!options.pagesFollow()) {
          notes.addAll(homeless(row));
        }
      }
    }
    for (ConflictNote note : notes) {
      text.append(eol).append(eol).append(note.text(eol));
    }
    conflicts.addAll(notes);
    return text.toString();
  }

  /** Edits to columns that the row's new table lacks; only the task's page can keep them. */
  private List<ConflictNote> homeless(MergedRow row) {
    List<ConflictNote> notes = new ArrayList<>();
    row.carriedOver()
        .forEach(
            (column, value) -> {
              boolean mine = text(ours, row.id(), column).equals(value);
              String moved =
                  "(moved to " + row.place().state().heading() + ", which has no such column)";
              notes.add(
                  new ConflictNote(
                      row.id() + " " + column + ", edited and moved",
                      mine ? value : moved,
                      mine ? moved : value,
                      text(base, row.id(), column)));
            });
    return notes;
  }

  private static String text(LedgerVersion version, TaskId id, String column) {
    LedgerVersion.PlacedRow row = version.rows().get(id);
    return row == null ? "" : row.task().text(column);
  }

  private static int priority(MergedHeader header) {
    for (int i = 0; i < header.columns().size(); i++) {
      if (header.columns().get(i).equalsIgnoreCase(Columns.PRIORITY)) {
        return i;
      }
    }
    return -1;
  }

  /** The tables of both sides; one that a side removed is gone unless the other still has it. */
  private Set<TablePlace> places() {
    Set<TablePlace> places = new LinkedHashSet<>(ours.tables().keySet());
    places.addAll(theirs.tables().keySet());
    places.removeIf(
        place ->
            base.tables().containsKey(place)
                && (!ours.tables().containsKey(place) || !theirs.tables().containsKey(place)));
    return places;
  }

  private Set<TaskId> ids() {
    Set<TaskId> ids = new LinkedHashSet<>(ours.rows().keySet());
    ids.addAll(theirs.rows().keySet());
    return ids;
  }
}
