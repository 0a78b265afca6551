package ledger.site;

import java.util.Arrays;
import java.util.stream.IntStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** JSON as files hold it: a field a line, indented by two blanks, UTF-8. */
final class PrettyJson {
  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .build()
          .writer()
          .with(new DefaultPrettyPrinter().withObjectIndenter(new Lines()));

  /** A line break and the blanks after it, encoded once. */
  private static final class Lines implements DefaultPrettyPrinter.Indenter {
    private static final SerializedString[] LEVELS =
        IntStream.range(0, 20).mapToObj(Lines::line).toArray(SerializedString[]::new);

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

  static byte[] of(Object value) {
    byte[] json = WRITER.writeValueAsBytes(value);
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }
}
