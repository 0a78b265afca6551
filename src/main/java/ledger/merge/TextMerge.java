package ledger.merge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import ledger.document.ConflictNote;
import ledger.text.LineEnds;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeResult;

/** The usual merge by lines, for everything outside tables. */
public final class TextMerge {
  /**
   * A run of lines.
   *
   * @param ours the merged lines if nothing conflicts
   */
  record Chunk(boolean conflict, String before, String ours, String theirs) {}

  private TextMerge() {}

  static List<Chunk> chunks(ThreeWay<String> texts) {
    ThreeWay<RawText> raw = texts.map(TextMerge::raw);
    MergeResult<RawText> result =
        new MergeAlgorithm().merge(RawTextComparator.DEFAULT, raw.base(), raw.ours(), raw.theirs());
    List<Chunk> chunks = new ArrayList<>();
    String first = "";
    String before = "";
    for (MergeChunk chunk : result) {
      RawText sequence = result.getSequences().get(chunk.getSequenceIndex());
      // If both sides insert, JGit reports the common ancestor's range backwards.
      String text =
          chunk.getBegin() >= chunk.getEnd()
              ? ""
              : sequence.getString(chunk.getBegin(), chunk.getEnd(), false);
      switch (chunk.getConflictState()) {
        case NO_CONFLICT -> chunks.add(new Chunk(false, "", text, text));
        case FIRST_CONFLICTING_RANGE -> {
          first = text;
          before = "";
        }
        case BASE_CONFLICTING_RANGE -> before = text;
        case NEXT_CONFLICTING_RANGE -> chunks.add(new Chunk(true, before, first, text));
      }
    }
    return chunks;
  }

  /** The merge with git's own markers; the second value says whether there are any. */
  public static WithMarkers withMarkers(String base, String ours, String theirs) {
    String eol = LineEnds.of(ours);
    boolean conflict = false;
    StringBuilder text = new StringBuilder();
    for (Chunk chunk : chunks(new ThreeWay<>(base, ours, theirs))) {
      if (chunk.conflict()) {
        conflict = true;
        text.append("<<<<<<< ours").append(eol).append(ended(chunk.ours(), eol));
        text.append("=======").append(eol).append(ended(chunk.theirs(), eol));
        text.append(">>>>>>> theirs").append(eol);
      } else {
        text.append(chunk.ours());
      }
    }
    return new WithMarkers(text.toString(), conflict);
  }

  /** A file merged by lines. */
  public record WithMarkers(String text, boolean conflict) {}

  /** The merge where text that both sides changed is ours, with theirs in a note below it. */
  static Merged withNotes(ThreeWay<String> texts) {
    String eol = LineEnds.of(texts.ours());
    List<ConflictNote> notes = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Chunk chunk : chunks(texts)) {
      text.append(chunk.ours());
      if (chunk.conflict()) {
        ConflictNote note = new ConflictNote("text", chunk.ours(), chunk.theirs(), chunk.before());
        notes.add(note);
        String gap = chunk.ours().isEmpty() || chunk.ours().endsWith("\n") ? "" : eol;
        text.append(gap).append(eol).append(note.text(eol)).append(eol).append(eol);
      }
    }
    return new Merged(text.toString(), notes);
  }

  private static String ended(String text, String eol) {
    return text.isEmpty() || text.endsWith("\n") ? text : text + eol;
  }

  private static RawText raw(String text) {
    return new RawText(text.getBytes(StandardCharsets.UTF_8));
  }
}
