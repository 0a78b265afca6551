package ledger.merge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import ledger.document.Column;
import ledger.document.ConflictNote;
import ledger.document.TablePlace;
import ledger.document.TaskId;
import ledger.merge.LedgerVersion.PlacedRow;
import org.jspecify.annotations.Nullable;

/** Decides for each task where its row goes and what its cells say. */
record RowMerge(ThreeWay<LedgerVersion> versions, Map<TablePlace, MergedHeader> headers) {
  /**
   * A task's row in the merged file.
   *
   * @param values one per column of the merged table
   * @param conflicts what the sides disagree about
   * @param carriedOver edits to columns that the merged table lacks
   */
  record MergedRow(
      TaskId id,
      TablePlace place,
      List<String> values,
      List<ConflictNote> conflicts,
      Map<String, String> carriedOver) {}

  /** The task's row; empty if a side removed it and the other left it alone. */
  Optional<MergedRow> of(TaskId id) throws Unmergeable {
    ThreeWay<@Nullable PlacedRow> rows = versions.map(version -> version.rows().get(id));
    PlacedRow base = rows.base();
    PlacedRow ours = rows.ours();
    PlacedRow theirs = rows.theirs();
    List<ConflictNote> conflicts = new ArrayList<>();
    if (ours != null && theirs != null) {
      ThreeWay<@Nullable TablePlace> places = rows.map(row -> row == null ? null : row.place());
      if (places.conflicts()) {
        String before = base == null ? null : where(base);
        conflicts.add(
            new ConflictNote(id + " moved to two states", where(ours), where(theirs), before));
      }
      return Optional.of(row(id, places.merged(), rows, conflicts));
    }
    PlacedRow left = ours != null ? ours : theirs;
    if (left == null || (base != null && isSame(base, left))) {
      return Optional.empty();
    }
    if (base != null) {
      conflicts.add(new ConflictNote(id + " removed", line(ours), line(theirs), base.line()));
    }
    return Optional.of(row(id, left.place(), new ThreeWay<>(base, left, left), conflicts));
  }

  private static boolean isSame(PlacedRow one, PlacedRow other) {
    return one.place().equals(other.place()) && one.task().values().equals(other.task().values());
  }

  private static String line(@Nullable PlacedRow row) {
    return row == null ? "(removed)" : row.line();
  }

  private static String where(PlacedRow row) {
    return row.place().state().heading() + ": " + row.line().strip();
  }

  private MergedRow row(
      TaskId id, TablePlace place, ThreeWay<@Nullable PlacedRow> rows, List<ConflictNote> conflicts)
      throws Unmergeable {
    MergedHeader header = headers.get(place);
    if (header == null) {
      throw new Unmergeable("no table for " + id + " in " + place.state().heading());
    }
    Map<String, String> carriedOver = new LinkedHashMap<>();
    Map<String, String> merged = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    boolean moved = !conflicts.isEmpty();
    for (Column each : columns(rows)) {
      String column = each.name();
      ThreeWay<@Nullable String> cells = rows.map(row -> row == null ? null : row.text(column));
      String before = Objects.requireNonNullElse(cells.base(), "");
      // A side whose table lacks the column has not changed it.
      ThreeWay<String> texts = cells.map(text -> Objects.requireNonNullElse(text, before));
      if (header.indexOf(column) >= 0) {
        merged.put(column, texts.merged());
        if (texts.conflicts()) {
          conflicts.add(
              new ConflictNote(id + " " + column, texts.ours(), texts.theirs(), cells.base()));
        }
      } else if (!moved && !texts.merged().equals(before)) {
        // Rows in two states differ anyway; the note about the move shows both.
        carriedOver.put(column, texts.merged());
      }
    }
    List<String> values =
        header.columns().stream().map(name -> merged.getOrDefault(name, "")).toList();
    return new MergedRow(id, place, values, conflicts, carriedOver);
  }

  /** The columns of all three, each once. */
  private static List<Column> columns(ThreeWay<@Nullable PlacedRow> rows) {
    List<Column> columns = new ArrayList<>();
    Stream.of(rows.base(), rows.ours(), rows.theirs())
        .filter(Objects::nonNull)
        .flatMap(row -> row.task().columns().stream())
        .filter(column -> Column.indexOf(columns, column.name()) < 0)
        .forEachOrdered(columns::add);
    return columns;
  }
}
