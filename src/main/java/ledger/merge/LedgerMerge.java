package ledger.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import ledger.document.ConflictNote;
import ledger.document.Layout;
import ledger.document.Table;
import ledger.document.TablePlace;
import ledger.document.TaskId;
import ledger.document.edit.Order;
import ledger.merge.LedgerVersion.PlacedRow;
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
  private final ThreeWay<LedgerVersion> versions;
  private final String eol;
  private final List<ConflictNote> conflicts = new ArrayList<>();
  private final Map<TaskId, Map<String, String>> carriedOver = new TreeMap<>();

  private LedgerMerge(Options options, ThreeWay<LedgerVersion> versions) {
    this.options = options;
    this.versions = versions;
    this.eol = versions.ours().source().lineEnd();
  }

  /**
   * Merges.
   *
   * @param base what both come from; blank if they have nothing in common
   * @throws Unmergeable if one of them cannot be read, or their tables are structured differently
   */
  public static Merged merge(SourceText base, SourceText ours, SourceText theirs, Options options)
      throws Unmergeable {
    Layout layout = options.layout();
    RenumberedVersions renumbered =
        RenumberedVersions.of(
            new ThreeWay<>(
                LedgerVersion.of(base, layout, "the common ancestor"),
                LedgerVersion.of(ours, layout, "our side"),
                LedgerVersion.of(theirs, layout, "their side")),
            options);
    return new LedgerMerge(options, renumbered.versions()).merged(renumbered);
  }

  private Merged merged(RenumberedVersions renumbered) throws Unmergeable {
    String around = TextAroundTables.merge(versions, conflicts);
    Map<TablePlace, MergedHeader> headers = new LinkedHashMap<>();
    for (TablePlace place : ThreeWay.keptKeys(versions.map(LedgerVersion::tables))) {
      headers.put(place, MergedHeader.merge(place, versions));
    }
    Map<TaskId, MergedRow> rows = new LinkedHashMap<>();
    RowMerge merge = new RowMerge(versions, headers);
    for (TaskId id : ThreeWay.keys(versions.map(LedgerVersion::rows))) {
      merge.of(id).ifPresent(row -> rows.put(id, row));
    }
    Map<TablePlace, String> tables = new HashMap<>();
    headers.forEach((place, header) -> tables.put(place, table(place, header, rows)));
    String text = TextAroundTables.filled(around, tables);
    SourceText merged = versions.ours().source().with(text);
    Conservation.check(merged, options.layout(), versions, rows);
    return new Merged(
        text, List.copyOf(conflicts), renumbered.renumbered(), renumbered.followed(), carriedOver);
  }

  private String table(TablePlace place, MergedHeader header, Map<TaskId, MergedRow> merged) {
    Map<TaskId, MergedRow> present = new LinkedHashMap<>(merged);
    present.values().removeIf(row -> !row.place().equals(place));
    List<MergedRow> rows = new ArrayList<>();
    RowOrder.merge(place, present.keySet(), versions)
        .forEach(id -> rows.add(Objects.requireNonNull(present.get(id))));
    Layout layout = versions.ours().ledger().layout();
    List<String> columns = sorted(place, layout);
    List<Integer> places = columns.stream().map(name -> column(place, header, name)).toList();
    if (!columns.isEmpty() && !places.contains(-1)) {
      rows.sort(
          Comparator.comparing(row -> Order.Key.of(row.values()::get, columns, places, layout)));
    }
    TableText style = new TableText(place, header, versions);
    StringBuilder text = new StringBuilder(header.text());
    List<ConflictNote> notes = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      MergedRow row = rows.get(i);
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

  /** The columns that the table is sorted by; none if its order is free. */
  private List<String> sorted(TablePlace place, Layout layout) {
    return known(place).map(table -> Order.kept(table, layout, place.state())).orElse(List.of());
  }

  /** Where the merged header has a column of the table; -1 if it does not. */
  private int column(TablePlace place, MergedHeader header, String column) {
    return known(place)
        .map(table -> header.indexOf(table.columns().get(table.indexOf(column)).name()))
        .orElse(-1);
  }

  private Optional<Table> known(TablePlace place) {
    return Optional.ofNullable(versions.ours().tables().get(place))
        .or(() -> Optional.ofNullable(versions.theirs().tables().get(place)));
  }

  /** Edits to columns that the row's new table lacks; only the task's page can keep them. */
  private List<ConflictNote> homeless(MergedRow row) {
    String moved = "(moved to " + row.place().state().heading() + ", which has no such column)";
    List<ConflictNote> notes = new ArrayList<>();
    row.carriedOver()
        .forEach(
            (column, value) -> {
              ThreeWay<String> texts = versions.map(version -> text(version, row.id(), column));
              boolean mine = texts.ours().equals(value);
              notes.add(
                  new ConflictNote(
                      row.id() + " " + column + ", edited and moved",
                      mine ? value : moved,
                      mine ? moved : value,
                      texts.base()));
            });
    return notes;
  }

  private static String text(LedgerVersion version, TaskId id, String column) {
    PlacedRow row = version.rows().get(id);
    return row == null ? "" : row.task().text(column);
  }
}
