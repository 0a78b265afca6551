package ledger.text.toml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

/**
 * A table of a TOML text, whose keys know where they are written.
 *
 * <p>A value is a {@link String}, {@link Boolean}, {@link Long}, {@link Double}, a {@link List} of
 * values, a {@link TomlTable}, or one of the types of {@code java.time}.
 */
public final class TomlTable {
  private final TomlSpot spot;
  private final Map<String, Object> values;
  private final Map<String, TomlSpot> spots;

  private TomlTable(TomlSpot spot, Map<String, Object> values, Map<String, TomlSpot> spots) {
    this.spot = spot;
    this.values = values;
    this.spots = spots;
  }

  /** The whole text as a table. */
  public static TomlTable parse(String text) throws InvalidToml {
    TomlParseResult result = Toml.parse(text);
    if (result.hasErrors()) {
      TomlParseError first = result.errors().getFirst();
      throw new InvalidToml(TomlSpot.of(first.position()), worded(first));
    }
    return of(new TomlSpot(1, 1), result);
  }

  /** A table without keys. */
  public static TomlTable empty() {
    return new TomlTable(new TomlSpot(1, 1), Map.of(), Map.of());
  }

  /** In the middle of our sentence. */
  private static String worded(TomlParseError error) {
    String text = String.valueOf(error.getMessage());
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }

  private static TomlTable of(TomlSpot spot, org.tomlj.TomlTable table) {
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, TomlSpot> spots = new LinkedHashMap<>();
    for (String key : table.keySet()) {
      List<String> path = List.of(key);
      TomlSpot at = TomlSpot.of(Objects.requireNonNull(table.inputPositionOf(path)));
      values.put(key, value(at, Objects.requireNonNull(table.get(path))));
      spots.put(key, at);
    }
    return new TomlTable(spot, values, spots);
  }

  private static Object value(TomlSpot spot, Object value) {
    if (value instanceof org.tomlj.TomlTable table) {
      return of(spot, table);
    }
    if (value instanceof TomlArray array) {
      List<Object> items = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        items.add(value(TomlSpot.of(array.inputPositionOf(i)), array.get(i)));
      }
      return Collections.unmodifiableList(items);
    }
    return value;
  }

  /** Where the table begins: its heading, its key, or its brace. */
  public TomlSpot spot() {
    return spot;
  }

  /**
   * Where a key is written, or the heading that contains it; the position of the table if it has no
   * such key.
   */
  public TomlSpot spot(String key) {
    return spots.getOrDefault(key, spot);
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
