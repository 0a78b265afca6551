package ledger.experiment.header;

import java.util.Optional;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.text.Span;
import ledger.text.toml.TomlSpot;

/**
 * The {@code script} block of inline script metadata, and where it is.
 *
 * <p>PEP 723: from {@code # /// script} to the last {@code # ///} before a line that is not a
 * comment; each line in between is {@code #} alone, or {@code #}, a space and a line of TOML.
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

  /** The opening line of a block with our table that does not end; nothing else would report it. */
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

  /** The script without this block, so that editing the header does not change what runs. */
  public String without(SourceText source) {
    String content = source.content();
    return content.substring(0, source.fullLine(firstLine).start())
        + content.substring(source.fullLine(lastLine).end());
  }

  /** The place of a spot in the TOML. */
  Problem.Place place(SourceText source, TomlSpot spot) {
    Span line = source.line(line(spot));
    int at = Math.min(line.end(), line.start() + 2 + spot.column() - 1);
    return source.place(new Span(at, at));
  }

  /** The whole line of a spot in the TOML, without the comment's mark. */
  Problem.Place linePlace(SourceText source, TomlSpot spot) {
    Span line = source.line(line(spot));
    String text = line.of(source.content());
    int from = 1;
    while (from < text.length() && text.charAt(from) == ' ') {
      from++;
    }
    int to = Math.max(from, text.stripTrailing().length());
    return source.place(new Span(line.start() + from, line.start() + to));
  }

  private int line(TomlSpot spot) {
    return Math.min(lastLine, firstLine + spot.line());
  }
}
