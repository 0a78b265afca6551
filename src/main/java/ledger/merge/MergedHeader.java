package ledger.merge;

import java.util.ArrayList;
import java.util.List;
import ledger.document.Cell;
import ledger.document.Column;
import ledger.document.Table;
import ledger.merge.LedgerVersion.TablePlace;
import org.jspecify.annotations.Nullable;

/**
 * A merged table's columns.
 *
 * @param text header and delimiter row, without the last line ending
 * @param columns by name
 */
record MergedHeader(String text, List<String> columns) {
  /**
   * @throws Unmergeable if both sides changed the columns in incompatible ways
   */
  static MergedHeader merge(
      TablePlace place, LedgerVersion base, LedgerVersion ours, LedgerVersion theirs)
      throws Unmergeable {
    Table b = base.tables().get(place);
    Table o = ours.tables().get(place);
    Table t = theirs.tables().get(place);
    if (t == null) {
      if (o == null) {
        throw new Unmergeable("no side has the table of " + place.state().heading());
      }
      return of(ours, o);
    }
    if (o == null || sameAs(ours.header(o), b, base)) {
      return of(theirs, t);
    }
    if (sameAs(ours.header(o), t, theirs)) {
      return of(ours, o);
    }
    if (sameAs(theirs.header(t), b, base) || names(o).equals(names(t))) {
      return of(ours, o);
    }
    return widened(place, b, ours, o, t);
  }

  private static boolean sameAs(String header, @Nullable Table table, LedgerVersion version) {
    return table != null && version.header(table).equals(header);
  }

  /** Both sides changed it: our columns, followed by those that only they have. */
  private static MergedHeader widened(
      TablePlace place, @Nullable Table b, LedgerVersion ours, Table o, Table t)
      throws Unmergeable {
    List<String> columns = new ArrayList<>(names(o));
    List<String> before = b == null ? List.of() : names(b);
    List<String> added = new ArrayList<>();
    for (Cell cell : t.header()) {
      String name = t.columns().get(t.header().indexOf(cell)).name();
      if (!has(columns, name) && !has(before, name)) {
        added.add(cell.text());
        columns.add(name);
      }
    }
    String[] lines = ours.header(o).split("\r\n|\r|\n", -1);
    boolean closed =
        lines[0].stripTrailing().endsWith("|") && lines[1].stripTrailing().endsWith("|");
    boolean theirsRemoved =
        before.stream().anyMatch(name -> has(names(o), name) && !has(names(t), name));
    if (theirsRemoved || !closed) {
      throw new Unmergeable("both sides changed the columns of " + place.state().heading());
    }
    String head = lines[0].stripTrailing();
    String rule = lines[1].stripTrailing();
    for (String cell : added) {
      String escaped = cell.replace("|", "\\|");
      head += " " + escaped + " |";
      rule += "-".repeat(escaped.length() + 2) + "|";
    }
    return new MergedHeader(head + ours.source().lineEnd() + rule, List.copyOf(columns));
  }

  private static MergedHeader of(LedgerVersion version, Table table) {
    return new MergedHeader(version.header(table), names(table));
  }

  private static List<String> names(Table table) {
    return table.columns().stream().map(Column::name).toList();
  }

  private static boolean has(List<String> names, String name) {
    return names.stream().anyMatch(name::equalsIgnoreCase);
  }
}
