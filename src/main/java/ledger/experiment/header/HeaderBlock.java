package ledger.experiment.header;

import java.util.ArrayList;
import java.util.List;
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
  static final String OPEN = "# /// script";
  private static final String CLOSE = "# ///";

  /** The first block, if the script has one. */
  public static Optional<HeaderBlock> find(SourceText source) {
    return all(source).stream().findFirst();
  }

  /** All blocks; a script should have at most one. */
  static List<HeaderBlock> all(SourceText source) {
    List<HeaderBlock> found = new ArrayList<>();
    for (int line = 0; line < source.lineCount(); line++) {
      if (opens(source, line)) {
        Optional<HeaderBlock> block = closed(source, line);
        block.ifPresent(found::add);
        line = block.map(HeaderBlock::lastLine).orElse(line);
      }
    }
    return List.copyOf(found);
  }

  /** Whether a line opens a block, which may lack its end. */
  static boolean opens(SourceText source, int line) {
    return text(source, line).stripTrailing().equals(OPEN);
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

  static String text(SourceText source, int line) {
    return source.line(line).of(source.content());
  }

  boolean contains(int line) {
    return line >= firstLine && line <= lastLine;
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
