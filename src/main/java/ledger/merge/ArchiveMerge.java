package ledger.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ledger.document.ConflictNote;
import ledger.document.TaskId;
import ledger.document.edit.ArchiveRows;
import ledger.text.LineEnds;
import ledger.text.SourceText;

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
    Map<TaskId, String> before = ArchiveRows.of(base.content());
    Map<TaskId, String> mine = ArchiveRows.of(ours.content());
    Map<TaskId, String> other = ArchiveRows.of(theirs.content());
    Set<String> dropped = new HashSet<>();
    List<ConflictNote> notes = new ArrayList<>();
    before.forEach(
        (id, row) -> {
          if (!mine.containsKey(id) || !other.containsKey(id)) {
            // One side reverted it and the other left it alone.
            dropped.add(row);
          }
        });
    mine.forEach(
        (id, row) -> {
          String theirRow = other.get(id);
          if (theirRow != null && !theirRow.equals(row)) {
            String old = before.get(id);
            boolean onlyTheirs = row.equals(old);
            dropped.add(onlyTheirs ? row : theirRow);
            if (!onlyTheirs && !theirRow.equals(old)) {
              notes.add(new ConflictNote(id + " removed on both sides", row, theirRow, old));
            }
          }
        });
    String text = kept(byLines(base, ours, theirs), dropped);
    String eol = LineEnds.of(text);
    for (ConflictNote note : notes) {
      text += eol + note.text(eol) + eol;
    }
    return new Merged(text, notes, List.of(), List.of(), Map.of());
  }

  private static String byLines(SourceText base, SourceText ours, SourceText theirs) {
    StringBuilder text = new StringBuilder();
    for (TextMerge.Chunk chunk :
        TextMerge.chunks(base.content(), ours.content(), theirs.content())) {
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
    Map<String, Boolean> seen = new HashMap<>();
    for (String line : text.split("(?<=\n)", 0)) {
      String row = line.strip();
      boolean task = ArchiveRows.id(row).isPresent();
      if (!task || (!dropped.contains(row) && seen.put(row, true) == null)) {
        kept.append(line);
      }
    }
    return kept.toString();
  }
}
