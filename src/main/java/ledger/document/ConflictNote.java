package ledger.document;

import java.util.ArrayList;
import java.util.List;
import ledger.text.SourceText;
import ledger.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * What two branches disagree about, as written into a merged file: a comment outside every table,
 * so that the rest of the file stays valid. The file itself has our version.
 *
 * @param subject such as {@code APO-004 Priority}
 * @param ours what our side says
 * @param theirs what their side says
 * @param before what both started from; null if there was nothing
 */
public record ConflictNote(String subject, String ours, String theirs, @Nullable String before) {
  private static final String OPEN = "<!-- ledger-conflict ";

  /** The comment; its lines end with {@code eol}, except for the last. */
  public String text(String eol) {
    List<String> lines = new ArrayList<>();
    lines.add(OPEN + harmless(subject));
    add(lines, "ours:   ", ours);
    add(lines, "theirs: ", theirs);
    if (before != null) {
      add(lines, "before: ", before);
    }
    lines.add("-->");
    return String.join(eol, lines);
  }

  private static void add(List<String> lines, String name, String value) {
    List<String> parts = harmless(value).lines().toList();
    if (parts.size() < 2) {
      lines.add(("  " + name + (parts.isEmpty() ? "(empty)" : parts.getFirst())).stripTrailing());
    } else {
      lines.add("  " + name.strip());
      parts.forEach(part -> lines.add(("    " + part).stripTrailing()));
    }
  }

  /** Makes sure that nothing in the text ends the comment or looks like git's own markers. */
  private static String harmless(String text) {
    return text.replace("-->", "-- >");
  }

  /** A note that is still in a file. */
  public record Found(String subject, Span line) {}

  /** All notes that are still in a file. */
  public static List<Found> in(SourceText source) {
    List<Found> found = new ArrayList<>();
    if (!source.content().contains(OPEN)) {
      return found;
    }
    for (int line = 0; line < source.lineCount(); line++) {
      Span span = source.line(line);
      String text = span.of(source.content());
      if (text.startsWith(OPEN)) {
        found.add(new Found(text.substring(OPEN.length()).strip(), span));
      }
    }
    return found;
  }
}
