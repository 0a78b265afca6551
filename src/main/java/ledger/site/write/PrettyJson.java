package ledger.site.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** JSON as it is in files: one field per line, indented by two spaces, UTF-8. */
final class PrettyJson {
  /** Bytes that a file begins with room for. */
  private static final int USUAL_SIZE = 1 << 14;

  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .build()
          .writer()
          .with(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectNameValueSpacing(Separators.Spacing.AFTER))
                  .withObjectIndenter(new LineIndenter()));

  /** A line break and the blanks after it, encoded once. */
  private static final class LineIndenter implements DefaultPrettyPrinter.Indenter {
    private static final SerializedString[] LEVELS =
        IntStream.range(0, 20).mapToObj(LineIndenter::line).toArray(SerializedString[]::new);

    private static SerializedString line(int level) {
      return new SerializedString("\n" + "  ".repeat(level));
    }

    @Override
    public void writeIndentation(JsonGenerator json, int level) {
      json.writeRaw(level < LEVELS.length ? LEVELS[level] : line(level));
    }

    @Override
    public boolean isInline() {
      return false;
    }
  }

  private PrettyJson() {}

  /**
   * By way of characters: half of a surrogate pair becomes a question mark there. What writes bytes
   * at once would escape it, and strict readers refuse that.
   */
  static byte[] of(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
    try (Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
      WRITER.writeValue(out, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }
}
