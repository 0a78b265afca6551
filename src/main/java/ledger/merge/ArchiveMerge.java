package ledger.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ledger.document.ConflictNote;
import ledger.document.TaskId;
import ledger.document.archive.ArchiveRows;
import ledger.text.LineEnds;
import ledger.text.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * Merges two versions of the archive. It grows at its end, so a merge by lines would always
 * conflict; here, what both sides add at one place is kept from both. Rows are identified by ID:
 * one that both sides added is kept once, and one whose removal a side reverted is gone.
 */
public final class ArchiveMerge {
  private ArchiveMerge() {}

  /**
   * Merges; a task that both sides removed with different words stays as ours has it, with a note.
   */
  public static Merged merge(SourceText base, SourceText ours, SourceText theirs) {
    ThreeWay<String> texts = new ThreeWay<>(base, ours, theirs).map(SourceText::content);
    ThreeWay<Map<TaskId, String>> rows = texts.map(ArchiveRows::of);
    List<ConflictNote> notes = new ArrayList<>();
    Map<TaskId, String> takenBack = new HashMap<>(rows.base());
    takenBack.keySet().removeAll(ThreeWay.keptKeys(rows));
    Set<String> dropped = new HashSet<>(takenBack.values());
    rows.ours()
        .forEach(
            (id, row) -> {
              ThreeWay<@Nullable String> each = rows.map(side -> side.get(id));
              String theirRow = each.theirs();
              if (theirRow != null && !theirRow.equals(row)) {
                dropped.add(row.equals(each.merged()) ? theirRow : row);
                if (each.conflicts()) {
                  notes.add(
                      new ConflictNote(id + " removed on both sides", row, theirRow, each.base()));
                }
              }
            });
    String text = kept(byLines(texts), dropped);
    String eol = LineEnds.of(text);
    for (ConflictNote note : notes) {
      text += eol + note.text(eol) + eol;
    }
    return new Merged(text, notes);
  }

  private static String byLines(ThreeWay<String> texts) {
    StringBuilder text = new StringBuilder();
    for (TextMerge.Chunk chunk : TextMerge.chunks(texts)) {
      // A row without a heading of its own belongs to the table above.
      boolean later =
          chunk.conflict() && !chunk.ours().startsWith("|") && ArchiveRows.isRow(chunk.theirs());
      text.append(later ? chunk.theirs() : chunk.ours());
      if (chunk.conflict()) {
        text.append(later ? chunk.ours() : chunk.theirs());
      }
    }
    return text.toString();
  }

  /** The text without dropped rows, and with every other row once. */
  private static String kept(String text, Set<String> dropped) {
    StringBuilder kept = new StringBuilder();
    Set<String> seen = new HashSet<>(dropped);
    for (String line : text.split("(?<=\n)", 0)) {
      String row = line.strip();
      if (ArchiveRows.id(row).isEmpty() || seen.add(row)) {
        kept.append(line);
      }
    }
    return kept.toString();
  }
}
