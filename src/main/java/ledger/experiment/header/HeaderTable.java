package ledger.experiment.header;

import java.util.List;
import java.util.Set;
import ledger.text.Problem;
import ledger.text.SourceText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** One table of a header: typed access that turns each mistake into a problem at its line. */
final class HeaderTable {
  private final SourceText source;
  private final HeaderBlock block;
  private final String name;
  private final int index;
  private final JsonNode node;
  private final List<Problem> problems;

  /**
   * @param index which of several tables of this name, from 0
   */
  HeaderTable(
      SourceText source,
      HeaderBlock block,
      String name,
      int index,
      JsonNode node,
      List<Problem> problems) {
    this.source = source;
    this.block = block;
    this.name = name;
    this.index = index;
    this.node = node;
    this.problems = problems;
  }

  /**
   * @param key the mistaken key; empty for the table as a whole
   */
  void error(String key, String message) {
    problems.add(Problem.error("header", block.place(source, name, index, key), message, null));
  }

  /** Reports every other key: a claim with a misspelt bound must not be read without it. */
  void allow(String... keys) {
    Set<String> known = Set.of(keys);
    for (String key : node.propertyNames()) {
      if (!known.contains(key)) {
        error(key, "[" + name + "] has no key " + key + "; known: " + String.join(", ", keys));
      }
    }
  }

  boolean has(String key) {
    return node.has(key);
  }

  /** A text that is not blank; empty, and reported, where there is none. */
  String text(String key) {
    JsonNode value = node.path(key);
    if (value.isString() && !value.stringValue().isBlank()) {
      return value.stringValue().strip();
    }
    error(key, value.isMissingNode() ? "[" + name + "] lacks " + key : key + " must be text");
    return "";
  }

  boolean flag(String key) {
    JsonNode value = node.path(key);
    if (!value.isMissingNode() && !value.isBoolean()) {
      error(key, key + " must be true or false");
    }
    return value.isBoolean() && value.booleanValue();
  }

  double number(String key) {
    return number(key, node.path(key));
  }

  double[] numbers(String key) {
    JsonNode list = node.path(key);
    double[] numbers = new double[list.isArray() ? list.size() : 0];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(key, list.get(i));
    }
    return numbers;
  }

  private double number(String key, JsonNode value) {
    if (value.isNumber() && Double.isFinite(value.doubleValue())) {
      return value.doubleValue();
    }
    error(key, key + " must be a finite number");
    return 0;
  }

  /** An inline table; empty where there is none. */
  JsonNode child(String key) {
    JsonNode value = node.path(key);
    if (!value.isMissingNode() && !value.isObject()) {
      error(key, key + " must be a table");
    }
    return value.isObject() ? value : JsonNodeFactory.instance.objectNode();
  }

  /** A list of tables; empty where there is none. */
  List<JsonNode> list(String key) {
    JsonNode value = node.path(key);
    if (value.isMissingNode()) {
      return List.of();
    }
    List<JsonNode> tables = value.isArray() ? List.copyOf(value.values()) : List.of();
    if (!value.isArray() || tables.stream().anyMatch(table -> !table.isObject())) {
      error(key, key + " must be a list of tables: [[" + name + "." + key + "]]");
      return List.of();
    }
    return tables;
  }
}
