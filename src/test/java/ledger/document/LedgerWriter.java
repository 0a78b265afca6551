package ledger.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ledger.document.NoiseWriter.Block;
import ledger.document.edit.Meaning;

/** Writes whole documents that hold a ledger, and says what they mean. */
public final class LedgerWriter {
  private final Choices choices;
  private final IdWriter ids = new IdWriter();
  private final List<String> lines = new ArrayList<>();
  private final Map<TablePlace, List<List<String>>> meaning = new LinkedHashMap<>();
  private boolean open;

  private LedgerWriter(Choices choices) {
    this.choices = choices;
  }

  /**
   * A document.
   *
   * @param meaning what a reader must make of it
   */
  public record Written(String text, Meaning meaning) {
    List<String> ids() {
      List<String> ids = new ArrayList<>();
      for (List<List<String>> table : meaning.tables().values()) {
        int column = Math.max(table.getFirst().indexOf("ID"), table.getFirst().indexOf("id"));
        table.subList(1, table.size()).forEach(row -> ids.add(row.get(column)));
      }
      return ids;
    }

    /** Every character to be seen; the text can be pasted into a test. */
    @Override
    public String toString() {
      StringBuilder shown = new StringBuilder();
      text.chars()
          .forEach(
              c -> {
                switch (c) {
                  case '\n' -> shown.append("\\n\n");
                  case '\r' -> shown.append("\\r");
                  case '\t' -> shown.append("\\t");
                  default -> {
                    boolean plain = c >= ' ' && !Character.isISOControl(c) && c != 0xFEFF;
                    shown.append(plain ? "" + (char) c : String.format("\\u%04X", c));
                  }
                }
              });
      return shown.toString();
    }
  }

  public static Written write(byte[] tape) {
    return write(new Choices(tape));
  }

  public static Written write(Choices choices) {
    LedgerWriter writer = new LedgerWriter(choices);
    String bom = choices.onceIn(10) ? "\uFEFF" : "";
    int ends = choices.below(6);
    boolean noLastEnd = choices.onceIn(4);
    writer.document();
    return new Written(bom + writer.joined(ends, noLastEnd), new Meaning(writer.meaning));
  }

  private void document() {
    if (choices.onceIn(2)) {
      lines.add("# Tasks of " + choices.of("MLX", "日本", "a | b"));
    }
    noise(2);
    List<State> states = new ArrayList<>(Layout.DEFAULT.states());
    for (int more = choices.between(1, 4); more > 0; more--) {
      section(choices.onceIn(3) ? choices.take(states) : states.removeFirst());
      if (choices.onceIn(4)) {
        gap();
        heading(
            1,
            choices.of(
                "Notes", "Roadmap 2026", "Backlog ideas", "DONE (old)", "Done!", "*Done* soon"));
        foreign();
      }
    }
  }

  private void section(State state) {
    if (!choices.onceIn(6) || open || lines.isEmpty()) {
      gap();
    }
    String text = state.heading();
    int level = choices.between(1, 3);
    heading(
        level,
        switch (choices.below(12)) {
          case 4 -> text.toUpperCase(Locale.ROOT);
          case 5 -> text.toLowerCase(Locale.ROOT);
          case 6 -> "**" + text + "**";
          case 7 -> "[" + text + "](#top)";
          case 8 -> "_" + text + "_";
          case 9 -> "`" + text + "`";
          case 10 -> text.replace(" ", "  ");
          default -> text;
        });
    noise(2);
    int tables = choices.onceIn(4) ? choices.between(1, 3) : 1;
    for (int number = 0; number < tables; number++) {
      meaning.put(new TablePlace(state, number), tasks(state));
      noise(2);
    }
  }

  private List<List<String>> tasks(State state) {
    boolean comment = choices.onceIn(5);
    if (comment || !isHeading() || choices.onceIn(2)) {
      gap();
    }
    boolean mayIndent = !open;
    if (comment) {
      lines.add("<!-- the table's own comment -->");
    }
    TableWriter.Written table = TableWriter.tasks(choices, columns(state), ids, mayIndent);
    lines.addAll(table.lines());
    open = false;
    switch (choices.below(12)) {
      case 8 -> lines.add("<!-- right below the table -->");
      case 9 -> lines.add(choices.of("***", "---"));
      case 10 -> lines.addAll(List.of("```", "| MLX-001 | code |", "```"));
      case 11 -> lines.add("##### right below");
      default -> {}
    }
    return table.meaning();
  }

  private List<String> columns(State state) {
    List<String> columns = new ArrayList<>();
    List<String> usual =
        switch (state.id()) {
          case "backlog" -> List.of("Title", "Description", "Priority", "Owner", "Notes");
          case "in-progress" -> List.of("Title", "Started (YYYY-MM-DD)", "Owner", "Notes");
          case "review" -> List.of("Title", "PR / Branch", "Reviewer", "Notes");
          default -> List.of("Title", "Completed (YYYY-MM-DD)", "Outcome");
        };
    for (String column : usual) {
      if (!choices.onceIn(6)) {
        columns.add(column);
      }
    }
    String id = choices.onceIn(8) ? "id" : "ID";
    columns.add(choices.onceIn(5) ? choices.below(columns.size() + 1) : 0, id);
    return columns;
  }

  private void heading(int level, String text) {
    if (level < 3 && choices.onceIn(4)) {
      gap(); // Text above it would be part of it.
      lines.add(text + choices.of("", " "));
      lines.add((level == 1 ? "=" : "-").repeat(choices.between(3, 12)));
    } else {
      String close = choices.onceIn(4) ? " " + "#".repeat(choices.between(1, 7)) : "";
      close += choices.onceIn(6) ? choices.of(" ", "\t", "   ") : "";
      String indent = open ? "" : choices.of("", "", "", " ", "   ");
      lines.add(indent + "#".repeat(level) + choices.of(" ", " ", "\t", "  ") + text + close);
    }
    open = false;
  }

  private boolean isHeading() {
    String last = lines.getLast();
    return last.strip().startsWith("#") || last.matches("[=-]{3,}");
  }

  /** A user's own section: its tables are no tasks, and name none that there is not. */
  private void foreign() {
    noise(3);
    gap();
    lines.addAll(List.of("| Term | Title |", "|-|-|", "| MLX | the user's own |"));
  }

  private void noise(int most) {
    for (int more = choices.below(most + 1); more > 0; more--) {
      gap();
      Block block = NoiseWriter.block(choices);
      lines.addAll(block.lines());
      open = block.open();
    }
  }

  private void gap() {
    for (int more = choices.onceIn(6) ? 2 : 1; more > 0; more--) {
      lines.add(choices.onceIn(12) ? choices.of(" ", "\t", "   ") : "");
    }
  }

  private String joined(int ends, boolean noLastEnd) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean last = i == lines.size() - 1;
      text.append(line).append(last && noLastEnd ? "" : end(ends, line.isEmpty()));
    }
    return text.toString();
  }

  /** A lone CR before an empty line with a lone LF would be one line end: {@code CR LF}. */
  private String end(int ends, boolean empty) {
    return switch (ends) {
      case 2 -> "\r\n";
      case 3 -> "\r";
      case 4 -> choices.of("\n", "\r\n");
      case 5 -> empty ? choices.of("\r\n", "\r") : choices.of("\n", "\r\n", "\r");
      default -> "\n";
    };
  }
}
