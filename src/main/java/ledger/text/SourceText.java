package ledger.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file's text exactly as read: a byte order mark, every line ending and a missing final newline
 * are all in {@link #content}. Encoding it again gives the same bytes.
 */
public final class SourceText {
  /** What a lenient reader puts in place of bytes that are not valid UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  /** How much of a long line is shown with a problem. */
  private static final int SHOWN = 2_000;

  private final String path;
  private final String content;

  /** Computed when somebody asks for a line: most texts are only read. */
  private volatile int @Nullable [] lineStarts;

  /** The last place that was asked for. */
  private volatile @Nullable Counted counted;

  private record Counted(int line, int at, int column) {}

  private SourceText(String path, String content) {
    this.path = path;
    this.content = content;
  }

  /**
   * A text that did not come from bytes.
   *
   * @param path the file's name in messages
   */
  public static SourceText of(String path, String content) {
    return new SourceText(path, content);
  }

  /**
   * Reads strictly.
   *
   * @throws InvalidText if the bytes are not valid UTF-8; it names the line and column of the first
   *     wrong byte
   */
  public static SourceText decode(String path, byte[] bytes) throws InvalidText {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      refuseOthers(path, bytes);
    }
    return new SourceText(path, text);
  }

  private static void refuseOthers(String path, byte[] bytes) throws InvalidText {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    if (StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
      SourceText before = of(path, new String(bytes, 0, in.position(), StandardCharsets.UTF_8));
      String hex = String.format(Locale.ROOT, "0x%02X", bytes[in.position()] & 0xFF);
      throw new InvalidText(
          Problem.error(
              "invalid-utf-8",
              before.place(new Span(before.content.length(), before.content.length())),
              "byte " + hex + " is not valid UTF-8",
              "save the file as UTF-8"));
    }
  }

  public String path() {
    return path;
  }

  public String content() {
    return content;
  }

  public byte[] encode() {
    return content.getBytes(StandardCharsets.UTF_8);
  }

  /** The same file with other content. */
  public SourceText with(String newContent) {
    return new SourceText(path, newContent);
  }

  /** The line ending for lines that are added: the one that the text uses, or otherwise LF. */
  public String lineEnd() {
    return LineEnds.of(content);
  }

  /** How many lines there are; a text that ends with a line ending has no empty line after it. */
  public int lineCount() {
    return lineStarts().length;
  }

  /** The index of the line that contains the position. */
  public int lineAt(int offset) {
    int found = Arrays.binarySearch(lineStarts(), offset);
    return found >= 0 ? found : -found - 2;
  }

  /**
   * The line's text without its line ending; {@code line} counts from 0. A byte order mark belongs
   * to no line.
   */
  public Span line(int line) {
    Span full = fullLine(line);
    int end = full.end();
    while (end > full.start() && isLineEnd(content.charAt(end - 1))) {
      end--;
    }
    return new Span(full.start(), end);
  }

  /** The line with its line ending. */
  public Span fullLine(int line) {
    int[] starts = lineStarts();
    int end = line + 1 < starts.length ? starts[line + 1] : content.length();
    return new Span(starts[line], end);
  }

  public Problem.Place place(Span span) {
    int number = lineAt(span.start());
    Span line = line(number);
    int from = Math.min(span.start(), line.end());
    int to = Math.max(from, Math.min(span.end(), line.end()));
    int column = column(line, from);
    int first = line.length() > SHOWN ? Math.max(line.start(), from - SHOWN / 2) : line.start();
    int last = Math.max(first, Math.min(line.end(), first + SHOWN));
    return new Problem.Place(
        path,
        number + 1,
        column,
        content.substring(first, last),
        content.codePointCount(from, to),
        column - content.codePointCount(first, from));
  }

  /** From 1; counts on from the last place in the same line, because a line may be very long. */
  private int column(Span line, int at) {
    Counted last = counted;
    int column =
        last != null && last.line == line.start() && last.at <= at
            ? last.column + content.codePointCount(last.at, at)
            : content.codePointCount(line.start(), at) + 1;
    counted = new Counted(line.start(), at, column);
    return column;
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private int[] lineStarts() {
    int[] known = lineStarts;
    if (known == null) {
      known = lineStarts(content);
      lineStarts = known;
    }
    return known;
  }

  /** Looks for one character at a time, which the library does many times faster than a loop. */
  private static int[] lineStarts(String content) {
    int[] starts = new int[16];
    int count = 0;
    int at = content.startsWith("\uFEFF") ? 1 : 0;
    starts[count++] = at;
    int feed = content.indexOf('\n', at);
    int ret = content.indexOf('\r', at);
    while (feed >= 0 || ret >= 0) {
      if (ret >= 0 && (feed < 0 || ret < feed)) {
        at = feed == ret + 1 ? feed + 1 : ret + 1;
        ret = content.indexOf('\r', at);
      } else {
        at = feed + 1;
      }
      if (at == content.length()) {
        break;
      }
      if (feed >= 0 && feed < at) {
        feed = content.indexOf('\n', at);
      }
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
      }
      starts[count++] = at;
    }
    return Arrays.copyOf(starts, count);
  }
}
