package ledger.merge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import ledger.document.ConflictNote;
import ledger.document.TaskId;
import ledger.merge.LedgerVersion.PlacedRow;
import ledger.merge.LedgerVersion.TablePlace;
import org.jspecify.annotations.Nullable;

/** Decides for each task where its row goes and what its cells say. */
final class RowMerge {
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

  private final LedgerVersion base;
  private final LedgerVersion ours;
  private final LedgerVersion theirs;
  private final Map<TablePlace, MergedHeader> headers;

  RowMerge(
      LedgerVersion base,
      LedgerVersion ours,
      LedgerVersion theirs,
      Map<TablePlace, MergedHeader> headers) {
    this.base = base;
    this.ours = ours;
    this.theirs = theirs;
    this.headers = headers;
  }

  /** The task's row; empty if a side removed it and the other left it alone. */
  Optional<MergedRow> of(TaskId id) throws Unmergeable {
    PlacedRow b = base.rows().get(id);
    PlacedRow o = ours.rows().get(id);
    PlacedRow t = theirs.rows().get(id);
    if (o != null && t != null) {
      return Optional.of(both(id, b, o, t));
    }
    PlacedRow left = o != null ? o : t;
    if (left == null) {
      return Optional.empty();
    }
    if (b == null) {
      return Optional.of(outcome(id, left.place(), b, left, left, new ArrayList<>()));
    }
    if (b.place().equals(left.place()) && b.task().values().equals(left.task().values())) {
      return Optional.empty();
    }
    List<ConflictNote> conflicts = new ArrayList<>();
    String gone = "(removed)";
    conflicts.add(
        new ConflictNote(
            id + " removed", o == null ? gone : o.line(), t == null ? gone : t.line(), b.line()));
    return Optional.of(outcome(id, left.place(), b, left, left, conflicts));
  }

  private MergedRow both(TaskId id, @Nullable PlacedRow b, PlacedRow o, PlacedRow t)
      throws Unmergeable {
    List<ConflictNote> conflicts = new ArrayList<>();
    TablePlace before = b == null ? null : b.place();
    if (ThreeWay.conflicts(before, o.place(), t.place())) {
      conflicts.add(
          new ConflictNote(
              id + " moved to two states", where(o), where(t), b == null ? null : where(b)));
    }
    TablePlace place = ThreeWay.pick(before, o.place(), t.place());
    return outcome(id, place, b, o, t, conflicts);
  }

  private static String where(PlacedRow row) {
    return row.place().state().heading() + ": " + row.line().strip();
  }

  private MergedRow outcome(
      TaskId id,
      TablePlace place,
      @Nullable PlacedRow b,
      PlacedRow o,
      PlacedRow t,
      List<ConflictNote> conflicts)
      throws Unmergeable {
    MergedHeader header = headers.get(place);
    if (header == null) {
      throw new Unmergeable("no table for " + id + " in " + place.state().heading());
    }
    Map<String, String> carriedOver = new LinkedHashMap<>();
    Map<String, String> merged = new LinkedHashMap<>();
    boolean moved = !conflicts.isEmpty();
    for (String column : columns(b, o, t)) {
      String before = b == null ? null : b.text(column);
      String known = before == null ? "" : before;
      // A side whose table lacks the column has not changed it.
      String mine = Optional.ofNullable(o.text(column)).orElse(known);
      String other = Optional.ofNullable(t.text(column)).orElse(known);
      boolean fits = header.columns().stream().anyMatch(column::equalsIgnoreCase);
      String value = ThreeWay.pick(known, mine, other);
      if (!fits) {
        // Rows in two states differ anyway; the note about the move shows both.
        if (!moved && !value.equals(known)) {
          carriedOver.put(column, value);
        }
        continue;
      }
      if (ThreeWay.conflicts(known, mine, other)) {
        conflicts.add(new ConflictNote(id + " " + column, mine, other, before));
      }
      merged.put(column.toLowerCase(java.util.Locale.ROOT), value);
    }
    List<String> values =
        header.columns().stream()
            .map(name -> merged.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), ""))
            .toList();
    return new MergedRow(id, place, values, conflicts, carriedOver);
  }

  private static Set<String> columns(@Nullable PlacedRow... rows) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Set<String> ordered = new java.util.LinkedHashSet<>();
    for (PlacedRow row : rows) {
      if (row != null) {
        row.task()
            .columns()
            .forEach(
                column -> {
                  if (names.add(column.name())) {
                    ordered.add(column.name());
                  }
                });
      }
    }
    return ordered;
  }
}
