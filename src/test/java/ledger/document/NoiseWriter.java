package ledger.document;

import java.util.ArrayList;
import java.util.List;

/** Writes what else stands in a document: nothing here is a task, much of it looks like one. */
final class NoiseWriter {
  /**
   * A block.
   *
   * @param open whether an indented line, or one right below, would belong to it
   */
  record Block(List<String> lines, boolean open) {
    static Block of(String... lines) {
      return new Block(List.of(lines), false);
    }
  }

  private NoiseWriter() {}

  static Block block(Choices choices) {
    return switch (choices.below(18)) {
      case 0 -> paragraph(choices);
      case 1 -> fenced(choices, "");
      case 2 -> Block.of("<!-- | MLX-001 | hidden | -->");
      case 3 -> comment();
      case 4 -> list(choices);
      case 5 -> Block.of("> quoted", "> > deeper", "> - a list", ">", "> | a | b |", "> |---|--:|");
      case 6 -> Block.of("#### A heading between", "with text right below it");
      case 7 -> Block.of(choices.of("***", "- - -", "___", "---"));
      case 8 -> new Block(TableWriter.other(choices).lines(), false);
      case 9 -> Block.of("[ref]: https://example.org \"a | b\"");
      case 10 -> details();
      case 11 -> Block.of("Code below:", "", "    | an option | code |", "    ## Backlog");
      case 12 -> new Block(prefixed(fenced(choices, ""), "> "), false);
      case 13 -> listWithCode(choices);
      case 14 -> new Block(List.of("1) first | second", "2) third"), true);
      case 15 -> headings();
      case 16 -> new Block(List.of("<div>", "## Backlog", "| ID | Title |", "</div>"), true);
      default -> Block.of(CellWriter.some(choices).source() + " | " + choices.of("and so on", "1"));
    };
  }

  private static Block paragraph(Choices choices) {
    List<String> lines = new ArrayList<>();
    for (int line = choices.between(1, 3); line > 0; line--) {
      lines.add(CellWriter.some(choices).source().replace("|", "/"));
    }
    return new Block(lines, false);
  }

  private static Block fenced(Choices choices, String indent) {
    String fence = choices.of("```", "~~~", "````", "~~~~~");
    return Block.of(
        indent + fence + choices.of("", "markdown", " text"),
        indent + "## Done",
        indent + "| ID | Title |",
        indent + "|----|-------|",
        indent + "| MLX-001 | in code |",
        "",
        indent + "| MLX-002 | after an empty line |",
        indent + fence);
  }

  /** Headings of states that are prose: in a quote and in a list. */
  private static Block headings() {
    return new Block(
        List.of("> ## Done", "> Backlog", "> ---", "", "- # In Progress", "  ## Done"), true);
  }

  private static Block details() {
    List<String> lines =
        List.of("<details>", "<summary>More</summary>", "", "text", "", "</details>");
    return new Block(lines, true);
  }

  private static Block comment() {
    return Block.of(
        "<!--", "| ID | Title |", "|---|---|", "", "| MLX-001 | out |", "## Backlog", "-->");
  }

  private static Block list(Choices choices) {
    String mark = choices.of("-", "*", "+", "1.");
    String in = " ".repeat(mark.length() + 1);
    return new Block(
        List.of(
            mark + " an item",
            in + "- [ ] nested | piped",
            in + "  > quoted in it",
            "",
            in + "more text",
            mark + " another, see MLX-001"),
        true);
  }

  private static Block listWithCode(Choices choices) {
    List<String> lines = new ArrayList<>(List.of("- an item with code:", ""));
    lines.addAll(fenced(choices, "  ").lines());
    return new Block(lines, true);
  }

  private static List<String> prefixed(Block block, String prefix) {
    return block.lines().stream().map(line -> prefix + line).toList();
  }
}
