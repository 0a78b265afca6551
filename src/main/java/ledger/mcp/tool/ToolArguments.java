package ledger.mcp.tool;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import ledger.app.task.EditRequest.CellText;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The arguments of a call, each held against its parameter. */
final class ToolArguments {
  private final ObjectNode given;

  /** A tool cannot be called like this; the message says how it can. */
  static final class WrongArguments extends Exception {
    private static final long serialVersionUID = 1;

    WrongArguments(String message) {
      super(message);
    }
  }

  private ToolArguments(ObjectNode given) {
    this.given = given;
  }

  /**
   * Takes the arguments.
   *
   * @throws WrongArguments if one has another form, is not known, or is missing
   */
  static ToolArguments of(McpTool tool, ObjectNode given) throws WrongArguments {
    for (String name : given.propertyNames()) {
      Optional<ToolParameter> parameter =
          tool.parameters().stream().filter(each -> each.name().equals(name)).findFirst();
      if (parameter.isEmpty()) {
        String known =
            tool.parameters().stream().map(ToolParameter::name).collect(Collectors.joining(", "));
        throw new WrongArguments(
            tool.name() + " has no argument '" + name + "'; it takes: " + known);
      }
      if (!given.path(name).isNull() && !parameter.get().fits(given.path(name))) {
        throw new WrongArguments("'" + name + "' has to be " + parameter.get().words());
      }
    }
    ToolArguments arguments = new ToolArguments(given);
    for (ToolParameter parameter : tool.parameters()) {
      if (parameter.required() && !arguments.has(parameter.name())) {
        throw new WrongArguments(
            tool.name() + " needs '" + parameter.name() + "': " + parameter.words());
      }
    }
    return arguments;
  }

  boolean has(String name) {
    return given.hasNonNull(name);
  }

  @Nullable String text(String name) {
    return has(name) ? given.path(name).asString() : null;
  }

  String text(String name, String usual) {
    return has(name) ? given.path(name).asString() : usual;
  }

  /** One that this call needs, though others of the tool do not. */
  String needed(String name, String why) throws WrongArguments {
    if (!has(name)) {
      throw new WrongArguments(why + " needs '" + name + "'");
    }
    return given.path(name).asString();
  }

  List<String> texts(String name) {
    return given.path(name).valueStream().map(JsonNode::asString).toList();
  }

  List<String> neededTexts(String name, String why) throws WrongArguments {
    List<String> texts = texts(name);
    if (texts.isEmpty()) {
      throw new WrongArguments(why + " needs '" + name + "', such as [\"ABC-001\"]");
    }
    return texts;
  }

  boolean flag(String name) {
    return given.path(name).asBoolean(false);
  }

  int number(String name, int usual) {
    return given.path(name).asInt(usual);
  }

  @Nullable LocalDate day(String name) throws WrongArguments {
    try {
      return has(name) ? LocalDate.parse(given.path(name).asString()) : null;
    } catch (DateTimeParseException e) {
      throw new WrongArguments("'" + name + "' has to be a date of the form YYYY-MM-DD");
    }
  }

  List<CellText> cells(String name) {
    List<CellText> cells = new ArrayList<>();
    given
        .path(name)
        .propertyStream()
        .forEach(cell -> cells.add(new CellText(cell.getKey(), cell.getValue().asString())));
    return cells;
  }
}
