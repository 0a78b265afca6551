package ledger.workspace;

import java.util.Map;
import ledger.text.InvalidText;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.text.Span;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.toml.TomlMapper;

/** The one place that knows the TOML library; loaded only where there is a settings file. */
final class Toml {
  private Toml() {}

  static Map<String, Object> parse(SourceText source) throws InvalidText {
    try {
      return new TomlMapper()
          .readValue(source.content(), new TypeReference<Map<String, Object>>() {});
    } catch (JacksonException e) {
      int line =
          e.getLocation() == null
              ? 1
              : Math.clamp(e.getLocation().getLineNr(), 1, source.lineCount());
      Span span = source.line(line - 1);
      throw new InvalidText(
          Problem.error(
              "bad-toml", source.place(span), "this is no TOML: " + e.getOriginalMessage(), null));
    }
  }
}
