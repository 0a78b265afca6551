package ledger.workspace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.text.InvalidText;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.text.Span;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.toml.TomlFactory;

/** The one place that knows the TOML library; loaded only where there is a settings file. */
final class Toml {
  private Toml() {}

  static Map<String, Object> parse(SourceText source) throws InvalidText {
    try {
      try (JsonParser parser =
          new TomlFactory().createParser(ObjectReadContext.empty(), source.content())) {
        parser.nextToken();
        return table(parser);
      }
    } catch (JacksonException e) {
      int line =
          e.getLocation() == null
              ? 1
              : Math.clamp(e.getLocation().getLineNr(), 1, source.lineCount());
      Span span = source.line(line - 1);
      throw new InvalidText(
          Problem.error(
              "bad-toml",
              source.place(span),
              "this is not valid TOML: " + e.getOriginalMessage(),
              null));
    }
  }

  /**
   * The tables as maps, by the stream of their tokens: the mapper would load five hundred classes
   * more, at the start of each command.
   */
  private static Map<String, Object> table(JsonParser parser) {
    Map<String, Object> table = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      table.put(key, value(parser));
    }
    return table;
  }

  private static Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> table(parser);
      case START_ARRAY -> {
        List<Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(parser));
        }
        yield items;
      }
      case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      default -> parser.getString();
    };
  }
}
