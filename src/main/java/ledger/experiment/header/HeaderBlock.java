package ledger.experiment.header;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.text.Span;

/**
 * The {@code script} block of inline script metadata, and where it stands.
 *
 * <p>PEP 723: from {@code # /// script} to the last {@code # ///} before a line that is no comment;
 * each line between is {@code #} alone, or {@code #}, a space and a line of TOML.
 *
 * @param firstLine the opening line, from 0
 * @param lastLine the closing line
 * @param toml the lines between, without {@code #} and space
 */
public record HeaderBlock(int firstLine, int lastLine, String toml) {
  private static final String OPEN = "# /// script";
  private static final String CLOSE = "# ///";

  public static Optional<HeaderBlock> find(SourceText source) {
    for (int line = 0; line < source.lineCount(); line++) {
      if (text(source, line).stripTrailing().equals(OPEN)) {
        return closed(source, line);
      }
    }
    return Optional.empty();
  }

  /** The opening line of a block with our table that has no end; nothing else would tell of it. */
  static Optional<Problem.Place> unclosed(SourceText source) {
    if (find(source).isEmpty() && source.content().contains("[tool.ledger")) {
      for (int line = 0; line < source.lineCount(); line++) {
        if (text(source, line).stripTrailing().equals(OPEN)) {
          return Optional.of(source.place(source.line(line)));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<HeaderBlock> closed(SourceText source, int open) {
    int close = -1;
    for (int line = open + 1; line < source.lineCount(); line++) {
      String text = text(source, line).stripTrailing();
      if (!text.equals("#") && !text.startsWith("# ")) {
        break;
      }
      if (text.equals(CLOSE)) {
        close = line;
      }
    }
    if (close < 0) {
      return Optional.empty();
    }
    StringBuilder toml = new StringBuilder();
    for (int line = open + 1; line < close; line++) {
      String text = text(source, line);
      toml.append(text.length() > 1 ? text.substring(2) : "").append('\n');
    }
    return Optional.of(new HeaderBlock(open, close, toml.toString()));
  }

  private static String text(SourceText source, int line) {
    return source.line(line).of(source.content());
  }

  /** The script without this block, so that a header's edit is no edit of what runs. */
  public String without(SourceText source) {
    String content = source.content();
    return content.substring(0, source.fullLine(firstLine).start())
        + content.substring(source.fullLine(lastLine).end());
  }

  /** The place of a line and column (both from 1) of the TOML. */
  Problem.Place place(SourceText source, int tomlLine, int tomlColumn) {
    int line = Math.min(lastLine, Math.max(firstLine, firstLine + tomlLine));
    Span span = source.line(line);
    int at = Math.min(span.end(), span.start() + 2 + Math.max(0, tomlColumn - 1));
    return source.place(new Span(at, at));
  }

  /** The header's first line. */
  Problem.Place place(SourceText source) {
    return source.place(source.line(firstLine));
  }

  /**
   * The place of a key in a table.
   *
   * @param table the table's name in its brackets, such as {@code tool.ledger.claims}
   * @param index which of several tables of that name, from 0
   * @param key the key; the table's own line if it has no such key of its own
   */
  Problem.Place place(SourceText source, String table, int index, String key) {
    Pattern heading = Pattern.compile("#\\s*\\[{1,2}\\s*" + Pattern.quote(table) + "\\s*]{1,2}.*");
    Pattern assignment = Pattern.compile("#\\s*\"?" + Pattern.quote(key) + "\"?\\s*[=.].*");
    int seen = -1;
    int found = -1;
    for (int line = firstLine + 1; line < lastLine; line++) {
      String text = text(source, line);
      if (text.matches("#\\s*\\[[^=]*")) {
        Matcher matcher = heading.matcher(text);
        boolean ours = matcher.matches() && ++seen == index;
        if (!ours && found >= 0) {
          break;
        }
        found = ours ? line : found;
      } else if (found >= 0 && assignment.matcher(text).matches()) {
        return source.place(marked(source, line));
      }
    }
    return found < 0 ? place(source) : source.place(marked(source, found));
  }

  private static Span marked(SourceText source, int line) {
    Span span = source.line(line);
    String text = span.of(source.content());
    int from = 1;
    while (from < text.length() && text.charAt(from) == ' ') {
      from++;
    }
    return new Span(span.start() + from, span.start() + text.stripTrailing().length());
  }
}
