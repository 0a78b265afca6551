package ledger.mcp.tool;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A parameter of a tool: the one home of what its schema says and its calls are held against.
 *
 * @param text its description, for the agent; empty where the name says all
 * @param values what it may be; empty for anything
 */
record ToolParameter(
    String name, ArgumentForm form, boolean required, String text, List<String> values) {
  /** The forms of values. */
  enum ArgumentForm {
    TEXT("a text") {
      @Override
      boolean fits(JsonNode value) {
        return value.isString();
      }

      @Override
      void into(ObjectNode schema) {
        schema.put("type", "string");
      }
    },
    TEXTS("a list of texts") {
      @Override
      boolean fits(JsonNode value) {
        return value.isArray() && value.valueStream().allMatch(JsonNode::isString);
      }

      @Override
      void into(ObjectNode schema) {
        schema.put("type", "array").putObject("items").put("type", "string");
      }
    },
    FLAG("true or false") {
      @Override
      boolean fits(JsonNode value) {
        return value.isBoolean();
      }

      @Override
      void into(ObjectNode schema) {
        schema.put("type", "boolean");
      }
    },
    NUMBER("a whole number") {
      @Override
      boolean fits(JsonNode value) {
        return value.isInt();
      }

      @Override
      void into(ObjectNode schema) {
        schema.put("type", "integer");
      }
    },
    CELLS("an object: column to text") {
      @Override
      boolean fits(JsonNode value) {
        return value.isObject() && value.valueStream().allMatch(JsonNode::isString);
      }

      @Override
      void into(ObjectNode schema) {
        schema.put("type", "object").putObject("additionalProperties").put("type", "string");
      }
    };

    final String words;

    ArgumentForm(String words) {
      this.words = words;
    }

    abstract boolean fits(JsonNode value);

    abstract void into(ObjectNode schema);
  }

  static ToolParameter of(String name, ArgumentForm form, String text) {
    return new ToolParameter(name, form, false, text, List.of());
  }

  static ToolParameter required(String name, ArgumentForm form, String text) {
    return new ToolParameter(name, form, true, text, List.of());
  }

  static ToolParameter oneOf(String name, String text, String... values) {
    return new ToolParameter(name, ArgumentForm.TEXT, true, text, List.of(values));
  }

  boolean fits(JsonNode value) {
    return form.fits(value) && (values.isEmpty() || values.contains(value.asString("")));
  }

  /** What it has to be, in words. */
  String words() {
    return values.isEmpty() ? form.words : "one of " + String.join(", ", values);
  }

  void into(ObjectNode properties) {
    ObjectNode schema = properties.putObject(name);
    form.into(schema);
    if (!values.isEmpty()) {
      ArrayNode list = schema.putArray("enum");
      values.forEach(list::add);
    }
    if (!text.isEmpty()) {
      schema.put("description", text);
    }
  }
}
