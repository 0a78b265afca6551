package ledger.text.toml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/**
 * Where the keys of a text are written. Found when somebody asks: it takes a second parser, which
 * knows positions and is too slow to read every file with (ADR 3).
 */
final class TomlSpots {
  private final String text;
  private @Nullable TomlParseResult read;

  TomlSpots(String text) {
    this.text = text;
  }

  /** The first mistake of a text that is not valid TOML; empty if this parser finds none. */
  Optional<InvalidToml> mistake() {
    return read().errors().stream().findFirst().map(TomlSpots::worded);
  }

  private static InvalidToml worded(TomlParseError error) {
    String text = String.valueOf(error.getMessage());
    String why = text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    return new InvalidToml(spot(error.position()), why);
  }

  private static TomlSpot spot(TomlPosition position) {
    return new TomlSpot(position.line(), position.column());
  }

  /** The place of a table, by the keys and the indices that lead to it. */
  TomlSpot of(List<Object> path) {
    return path.isEmpty()
        ? TomlSpot.START
        : found(at(path.subList(0, path.size() - 1)), path.getLast());
  }

  /** The place of a key in it. */
  TomlSpot of(List<Object> path, String key) {
    List<Object> whole = new ArrayList<>(path);
    whole.add(key);
    return of(whole);
  }

  private TomlSpot found(@Nullable Object in, Object step) {
    TomlPosition position = null;
    if (in instanceof org.tomlj.TomlTable table && step instanceof String key) {
      position = table.inputPositionOf(List.of(key));
    } else if (in instanceof TomlArray array && step instanceof Integer index) {
      position = array.inputPositionOf(index);
      return position == null ? TomlSpot.START : item(spot(position));
    }
    return position == null ? TomlSpot.START : spot(position);
  }

  /** The library has a list's item begin where the line before it ends. */
  private TomlSpot item(TomlSpot from) {
    List<String> lines = text.lines().toList();
    int line = from.line();
    int column = from.column();
    while (line <= lines.size()) {
      String rest =
          lines.get(line - 1).substring(Math.min(column - 1, lines.get(line - 1).length()));
      if (!rest.isBlank() && !rest.stripLeading().startsWith("#")) {
        return new TomlSpot(line, column + rest.length() - rest.stripLeading().length());
      }
      line++;
      column = 1;
    }
    return from;
  }

  private @Nullable Object at(List<Object> path) {
    Object at = read();
    for (Object step : path) {
      if (at instanceof org.tomlj.TomlTable table && step instanceof String key) {
        at = table.get(List.of(key));
      } else if (at instanceof TomlArray array && step instanceof Integer index) {
        at = array.get(index);
      } else {
        return null;
      }
    }
    return at;
  }

  private TomlParseResult read() {
    TomlParseResult known = read;
    if (known == null) {
      known = Toml.parse(text);
      read = known;
    }
    return known;
  }
}
