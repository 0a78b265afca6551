package ledger.merge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import ledger.document.ConflictNote;
import ledger.document.Table;
import ledger.document.TablePlace;

/**
 * A ledger without its tables: each is one line that says which table is there, so that a merge by
 * lines never touches rows.
 */
final class TextAroundTables {
  /** A character that no text file contains. */
  private static final String MARK = "\u0001";

  private static final Pattern MARKED = Pattern.compile(MARK + "([^\u0001]*)" + MARK);

  private TextAroundTables() {}

  static String of(LedgerVersion version) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (Map.Entry<TablePlace, Table> entry : version.tables().entrySet()) {
      Table table = entry.getValue();
      int last = table.rows().isEmpty() ? table.delimiterLine() : table.rows().getLast().line();
      text.append(version.content(), at, version.source().line(table.headerLine()).start());
      text.append(line(entry.getKey()));
      at = version.source().line(last).end();
    }
    return text.append(version.content(), at, version.content().length()).toString();
  }

  /**
   * Merges the three. Text that both sides changed is ours, with theirs in a note below.
   *
   * @throws Unmergeable if a table is in text that conflicts
   */
  static String merge(ThreeWay<LedgerVersion> versions, List<ConflictNote> conflicts)
      throws Unmergeable {
    Merged merged = TextMerge.withNotes(versions.map(TextAroundTables::of));
    for (ConflictNote note : merged.conflicts()) {
      if ((note.theirs() + note.before()).contains(MARK)) {
        throw new Unmergeable("both sides changed the text around a table");
      }
    }
    conflicts.addAll(merged.conflicts());
    return merged.text();
  }

  /**
   * Puts the tables back.
   *
   * @throws Unmergeable if a table has no place, or more than one
   */
  static String filled(String around, Map<TablePlace, String> tables) throws Unmergeable {
    Map<String, String> left = new LinkedHashMap<>();
    tables.forEach((place, text) -> left.put(line(place), text));
    StringBuilder text = new StringBuilder();
    int at = 0;
    var matcher = MARKED.matcher(around);
    while (matcher.find()) {
      String table = left.remove(matcher.group());
      if (table == null) {
        throw new Unmergeable("a table appears twice in the merged file");
      }
      text.append(around, at, matcher.start()).append(table);
      at = matcher.end();
    }
    if (!left.isEmpty()) {
      throw new Unmergeable("one side removed a section that the other has tasks in");
    }
    return text.append(around, at, around.length()).toString();
  }

  private static String line(TablePlace place) {
    return MARK + place.state().id() + ":" + place.number() + MARK;
  }
}
