package ledger.text.toml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.text.InvalidText;
import ledger.text.Nearest;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of the kinds that settings have; each that does not fit is reported in its place.
 */
public abstract class SettingValues {
  private final SourceText source;

  protected SettingValues(SourceText source) {
    this.source = source;
  }

  protected final TomlTable parsed() throws InvalidText {
    try {
      return TomlTable.parse(source.content().replaceFirst("^\uFEFF", ""));
    } catch (InvalidToml e) {
      int at = offset(e.spot());
      throw new InvalidText(
          Problem.error("bad-toml", source.place(new Span(at, at)), e.getMessage(), null));
    }
  }

  protected final void known(TomlTable table, List<String> keys) throws InvalidText {
    for (String key : table.keys()) {
      if (!keys.contains(key)) {
        String near = Nearest.to(key, keys).map(k -> "did you mean " + k + "? ").orElse("");
        throw wrong(
            table,
            key,
            "unknown setting '" + key + "'",
            near + "known: " + String.join(", ", keys));
      }
    }
  }

  protected final TomlTable table(TomlTable from, String key) throws InvalidText {
    Object value = from.get(key);
    if (value != null && !(value instanceof TomlTable)) {
      throw wrong(from, key, "'" + key + "' must be a table", null);
    }
    return value instanceof TomlTable table ? table : TomlTable.empty();
  }

  protected final List<String> texts(TomlTable from, String key, List<String> otherwise)
      throws InvalidText {
    if (!from.has(key)) {
      return otherwise;
    }
    List<String> texts = new ArrayList<>();
    if (from.get(key) instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof String text) {
          texts.add(text);
        }
      }
      if (texts.size() == items.size()) {
        return List.copyOf(texts);
      }
    }
    throw wrong(from, key, "'" + key + "' must be a list of strings", null);
  }

  /** One text alone counts as a list of one. */
  protected final List<String> textOrTexts(TomlTable from, String key) throws InvalidText {
    Object value = from.get(key);
    if (value != null && !(value instanceof String) && !(value instanceof List<?>)) {
      throw wrong(from, key, "'" + key + "' must be a string or a list of strings", null);
    }
    return value instanceof String text ? List.of(text) : texts(from, key, List.of());
  }

  protected final boolean flag(TomlTable from, String key) throws InvalidText {
    Object value = from.get(key);
    if (value != null && !(value instanceof Boolean)) {
      throw wrong(from, key, "'" + key + "' must be true or false", null);
    }
    return value instanceof Boolean flag && flag;
  }

  protected final Optional<String> text(TomlTable from, String key) throws InvalidText {
    Object value = from.get(key);
    if (value != null && !(value instanceof String)) {
      throw wrong(from, key, "'" + key + "' must be a string", null);
    }
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** Marks the key: it is on the line where the parser found it, maybe within a heading. */
  protected final InvalidText wrong(
      TomlTable table, String key, String message, @Nullable String help) {
    int from = offset(table.spot(key));
    Span line = source.line(source.lineAt(from));
    int at = source.content().indexOf(key, from);
    Span span =
        at < 0 || at + key.length() > line.end()
            ? new Span(from, line.end())
            : new Span(at, at + key.length());
    return new InvalidText(Problem.error("bad-setting", source.place(span), message, help));
  }

  private int offset(TomlSpot spot) {
    Span line = source.line(Math.min(spot.line(), source.lineCount()) - 1);
    int characters =
        Math.min(spot.column() - 1, line.of(source.content()).codePointCount(0, line.length()));
    return source.content().offsetByCodePoints(line.start(), characters);
  }
}
