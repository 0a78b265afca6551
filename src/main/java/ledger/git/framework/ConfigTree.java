package ledger.git.framework;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.text.toml.InvalidToml;
import ledger.text.toml.TomlTable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A tool's configuration as data, whichever format it is in. */
record ConfigTree(Map<?, ?> values) {
  static final ConfigTree EMPTY = new ConfigTree(Map.of());

  /** YAML, or TOML by the file's name; JSON is YAML, and its comments are taken away. */
  static ConfigTree parse(String name, String text) throws IOException {
    try {
      if (name.endsWith(".toml")) {
        return new ConfigTree(plain(TomlTable.parse(text)));
      }
      String yaml = name.endsWith(".jsonc") ? text.replaceAll("(?m)^\\s*//.*$", "") : text;
      Object read = new Load(LoadSettings.builder().build()).loadFromString(yaml);
      return read instanceof Map<?, ?> map ? new ConfigTree(map) : EMPTY;
    } catch (InvalidToml | YamlEngineException e) {
      String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new IOException("cannot read " + name + ": " + first, e);
    }
  }

  private static Map<String, Object> plain(TomlTable table) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (String key : table.keys()) {
      Object value = table.get(key);
      if (value != null) {
        map.put(key, plain(value));
      }
    }
    return map;
  }

  private static Object plain(Object value) {
    return switch (value) {
      case TomlTable table -> plain(table);
      case List<?> list -> list.stream().map(ConfigTree::plain).toList();
      default -> value;
    };
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** The tables below a key: those of a list, or of a table by their names. */
  Map<String, ConfigTree> named(String key) {
    Map<String, ConfigTree> all = new LinkedHashMap<>();
    if (values.get(key) instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> {
            if (value instanceof Map<?, ?> table) {
              all.put(String.valueOf(name), new ConfigTree(table));
            }
          });
    }
    return all;
  }

  List<ConfigTree> list(String key) {
    List<ConfigTree> all = new ArrayList<>();
    if (values.get(key) instanceof List<?> list) {
      for (Object value : list) {
        if (value instanceof Map<?, ?> table) {
          all.add(new ConfigTree(table));
        }
      }
    }
    return all;
  }

  ConfigTree table(String key) {
    return values.get(key) instanceof Map<?, ?> map ? new ConfigTree(map) : EMPTY;
  }

  Optional<String> text(String key) {
    return values.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** The words of a list; one alone counts as a list. */
  Optional<List<String>> words(String key) {
    return switch (values.get(key)) {
      case List<?> list -> Optional.of(list.stream().map(String::valueOf).toList());
      case String word -> Optional.of(List.of(word));
      case null, default -> Optional.empty();
    };
  }
}
