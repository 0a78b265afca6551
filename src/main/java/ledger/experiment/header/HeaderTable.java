package ledger.experiment.header;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import ledger.text.Nearest;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.text.toml.TomlTable;
import org.jspecify.annotations.Nullable;

/** One table of a header, with typed access that turns each mistake into a problem at its line. */
final class HeaderTable {
  private final SourceText source;
  private final HeaderBlock block;
  private final String name;
  private final TomlTable table;
  private final List<Problem> problems;

  /**
   * @param name as in its heading, such as {@code tool.ledger.claims}
   */
  HeaderTable(
      SourceText source, HeaderBlock block, String name, TomlTable table, List<Problem> problems) {
    this.source = source;
    this.block = block;
    this.name = name;
    this.table = table;
    this.problems = problems;
  }

  /**
   * @param key the mistaken key; empty for the table as a whole
   */
  void error(String key, String message) {
    error(key, message, null);
  }

  /** The same about one item of a list. */
  void error(String key, int item, String message, @Nullable String help) {
    Problem.Place place = block.linePlace(source, table.spot(key, item));
    problems.add(Problem.error("header", place, message, help));
  }

  private void error(String key, String message, @Nullable String help) {
    problems.add(Problem.error("header", place(key), message, help));
  }

  /** The whole line of a key, or of the table's heading if it lacks the key. */
  Problem.Place place(String key) {
    return block.linePlace(source, table.spot(key));
  }

  /** The same for a name that is unknown, with the nearest of those known. */
  void unknown(String key, String name, String message, Collection<String> known) {
    error(key, message, Nearest.to(name, known).map(n -> "did you mean " + n + "?").orElse(null));
  }

  /** Reports every other key: a claim with a misspelt bound must not be read without it. */
  void allow(String... keys) {
    Set<String> known = Set.of(keys);
    for (String key : table.keys()) {
      if (!known.contains(key)) {
        String list = String.join(", ", keys);
        unknown(key, key, "[" + name + "] has no key " + key + "; known: " + list, known);
      }
    }
  }

  boolean has(String key) {
    return table.has(key);
  }

  /** A text that is not blank; empty, and reported, if there is none. */
  String text(String key) {
    if (table.get(key) instanceof String text && !text.isBlank()) {
      return text.strip();
    }
    error(key, has(key) ? key + " must be a string" : "[" + name + "] lacks " + key);
    return "";
  }

  /** A list of texts that are not blank; empty if there is none. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    List<?> items = table.get(key) instanceof List<?> list ? list : List.of();
    for (Object item : items) {
      if (item instanceof String text && !text.isBlank()) {
        texts.add(text.strip());
      }
    }
    if (has(key) && (!(table.get(key) instanceof List<?>) || texts.size() < items.size())) {
      error(key, key + " must be a list of strings, such as [\"src/**\"]");
    }
    return List.copyOf(texts);
  }

  /** Patterns of files of the project. */
  List<String> patterns(String key) {
    List<String> patterns = texts(key);
    for (String pattern : patterns) {
      if (pattern.startsWith("/") || pattern.indexOf('\\') >= 0) {
        error(key, "\"" + pattern + "\" is not a path below the project, such as \"src/**\"");
      }
    }
    return patterns;
  }

  boolean flag(String key) {
    if (has(key) && !(table.get(key) instanceof Boolean)) {
      error(key, key + " must be true or false");
    }
    return Boolean.TRUE.equals(table.get(key));
  }

  /** The value as it is; null if there is none. */
  @Nullable Object value(String key) {
    return table.get(key);
  }

  /** A value that must be a finite number; 0, and reported, if it is not. */
  double number(String key, @Nullable Object value) {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    error(key, key + " must be a finite number");
    return 0;
  }

  /** An inline table; empty if there is none. */
  TomlTable child(String key) {
    if (table.get(key) instanceof TomlTable child) {
      return child;
    }
    if (has(key)) {
      error(key, key + " must be a table");
    }
    return TomlTable.empty();
  }

  /** A list of tables, each named after this one and the key; empty if there is none. */
  List<HeaderTable> children(String key) {
    List<HeaderTable> children = new ArrayList<>();
    List<?> items = table.get(key) instanceof List<?> list ? list : List.of();
    for (Object item : items) {
      if (item instanceof TomlTable child) {
        children.add(new HeaderTable(source, block, name + "." + key, child, problems));
      }
    }
    if (has(key) && (!(table.get(key) instanceof List<?>) || children.size() < items.size())) {
      error(key, key + " must be a list of tables: [[" + name + "." + key + "]]");
      return List.of();
    }
    return children;
  }
}
