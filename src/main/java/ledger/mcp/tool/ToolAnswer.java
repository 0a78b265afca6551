package ledger.mcp.tool;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a tool says. Some clients pass on only the text, others only the structure, so that both say
 * the same where there are both.
 *
 * @param structure null where the text is all
 * @param failed whether the call did not do what it was to do
 */
public record ToolAnswer(String text, @Nullable JsonNode structure, boolean failed) {
  static ToolAnswer of(String text) {
    return new ToolAnswer(text.stripTrailing(), null, false);
  }

  static ToolAnswer of(JsonNode structure) {
    return new ToolAnswer(structure.toString(), structure, false);
  }

  static ToolAnswer failed(String text) {
    return new ToolAnswer(text, null, true);
  }
}
