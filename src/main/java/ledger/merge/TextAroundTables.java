package ledger.merge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import ledger.document.ConflictNote;
import ledger.document.Table;
import ledger.merge.LedgerVersion.TablePlace;
import ledger.merge.TextMerge.Chunk;

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
      int last = table.rows().isEmpty() ? table.headerLine() + 1 : table.rows().getLast().line();
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
  static String merge(
      LedgerVersion base, LedgerVersion ours, LedgerVersion theirs, List<ConflictNote> conflicts)
      throws Unmergeable {
    String eol = ours.source().lineEnd();
    StringBuilder text = new StringBuilder();
    for (Chunk chunk : TextMerge.chunks(of(base), of(ours), of(theirs))) {
      text.append(chunk.ours());
      if (chunk.conflict()) {
        if (chunk.theirs().contains(MARK) || chunk.before().contains(MARK)) {
          throw new Unmergeable("both sides changed the text around a table");
        }
        ConflictNote note = new ConflictNote("text", chunk.ours(), chunk.theirs(), chunk.before());
        conflicts.add(note);
        String gap = chunk.ours().isEmpty() || chunk.ours().endsWith("\n") ? "" : eol;
        text.append(gap).append(eol).append(note.text(eol)).append(eol).append(eol);
      }
    }
    return text.toString();
  }

  /**
   * Puts the tables back.
   *
   * @throws Unmergeable if a table has no place, or more than one
   */
  static String filled(String skeleton, Map<TablePlace, String> tables) throws Unmergeable {
    Map<String, String> left = new LinkedHashMap<>();
    tables.forEach((place, text) -> left.put(line(place), text));
    StringBuilder text = new StringBuilder();
    int at = 0;
    var matcher = MARKED.matcher(skeleton);
    while (matcher.find()) {
      String table = left.remove(matcher.group());
      if (table == null) {
        throw new Unmergeable("a table appears twice in the merged file");
      }
      text.append(skeleton, at, matcher.start()).append(table);
      at = matcher.end();
    }
    if (!left.isEmpty()) {
      throw new Unmergeable("one side removed a section that the other has tasks in");
    }
    return text.append(skeleton, at, skeleton.length()).toString();
  }

  private static String line(TablePlace place) {
    return MARK + place.state().id() + ":" + place.table() + MARK;
  }
}
