package ledger.merge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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

  static List<Chunk> chunks(String base, String ours, String theirs) {
    MergeResult<RawText> result =
        new MergeAlgorithm().merge(RawTextComparator.DEFAULT, raw(base), raw(ours), raw(theirs));
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
    List<Chunk> chunks = chunks(base, ours, theirs);
    String eol = LineEnds.of(ours);
    String text =
        joined(
            chunks,
            chunk ->
                "<<<<<<< ours"
                    + eol
                    + ended(chunk.ours(), eol)
                    + "======="
                    + eol
                    + ended(chunk.theirs(), eol)
                    + ">>>>>>> theirs"
                    + eol);
    return new WithMarkers(text, chunks.stream().anyMatch(Chunk::conflict));
  }

  /** A file merged by lines. */
  public record WithMarkers(String text, boolean conflict) {}

  static String joined(List<Chunk> chunks, Function<Chunk, String> conflict) {
    StringBuilder text = new StringBuilder();
    for (Chunk chunk : chunks) {
      text.append(chunk.conflict() ? conflict.apply(chunk) : chunk.ours());
    }
    return text.toString();
  }

  private static String ended(String text, String eol) {
    return text.isEmpty() || text.endsWith("\n") ? text : text + eol;
  }

  private static RawText raw(String text) {
    return new RawText(text.getBytes(StandardCharsets.UTF_8));
  }
}
