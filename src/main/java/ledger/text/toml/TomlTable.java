package ledger.text.toml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.dataformat.toml.TomlFactory;

/**
 * A table of a TOML text, whose keys know where they are written.
 *
 * <p>A value is a {@link String}, {@link Boolean} or {@link Number}, a {@link List} of values, or a
 * {@link TomlTable}; dates and times are strings.
 */
public final class TomlTable {
  private final TomlSpots spots;
  private final List<Object> path;
  private final Map<String, Object> values = new LinkedHashMap<>();

  private TomlTable(TomlSpots spots, List<Object> path) {
    this.spots = spots;
    this.path = path;
  }

  /** The whole text as a table. */
  public static TomlTable parse(String text) throws InvalidToml {
    TomlSpots spots = new TomlSpots(text);
    try (JsonParser parser = new TomlFactory().createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      return new TomlTable(spots, List.of()).read(parser);
    } catch (StreamConstraintsException e) {
      // Too deep or too long: the parser that knows places would need a stack frame for each level.
      throw new InvalidToml(TomlSpot.START, "it is nested too deeply, or has too long a value");
    } catch (JacksonException e) {
      throw spots
          .mistake()
          .orElseGet(() -> new InvalidToml(TomlSpot.START, String.valueOf(e.getOriginalMessage())));
    }
  }

  /** A table without keys. */
  public static TomlTable empty() {
    return new TomlTable(new TomlSpots(""), List.of());
  }

  /**
   * Reads the stream of tokens: the library's mapper would load five hundred classes more, at the
   * start of each command (ADR 3).
   */
  private TomlTable read(JsonParser parser) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      values.put(key, value(parser, spots, child(path, key)));
    }
    return this;
  }

  private static Object value(JsonParser parser, TomlSpots spots, List<Object> path) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> new TomlTable(spots, path).read(parser);
      case START_ARRAY -> {
        List<Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(parser, spots, child(path, items.size())));
        }
        yield Collections.unmodifiableList(items);
      }
      case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      default -> parser.getString();
    };
  }

  private static List<Object> child(List<Object> path, Object step) {
    List<Object> child = new ArrayList<>(path);
    child.add(step);
    return child;
  }

  /** Where the table begins: its heading, its key, or its brace. */
  public TomlSpot spot() {
    return spots.of(path);
  }

  /** Where a key is written, or the heading that it is in; the table's own if it lacks it. */
  public TomlSpot spot(String key) {
    return has(key) ? spots.of(path, key) : spot();
  }

  /** Where an item of a list is written. */
  public TomlSpot spot(String key, int item) {
    return spots.of(child(child(path, key), item));
  }

  /** In the order of the text. */
  public Set<String> keys() {
    return Collections.unmodifiableSet(values.keySet());
  }

  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** Null if there is no such key. */
  public @Nullable Object get(String key) {
    return values.get(key);
  }
}
