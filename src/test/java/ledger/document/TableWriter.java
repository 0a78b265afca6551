package ledger.document;

import java.util.ArrayList;
import java.util.List;
import ledger.document.CellWriter.Content;
import ledger.text.DisplayWidth;

/** Writes one table in one of the many forms that GitHub Flavored Markdown takes. */
final class TableWriter {
  private static final List<String> EXTRA =
      List.of(
          "Größe",
          "工数",
          "🚀",
          "Cost (€)",
          "a\\|b",
          "`code`",
          "<b>Note</b>",
          "x: y",
          "Due (YYYY-MM-DD)",
          "- dash",
          "History",
          "(hint only)",
          "");

  private static final List<String> PRIORITIES =
      List.of("High", "Critical", "Medium", "Low", "", "high", "LOW");

  private final Choices choices;
  private final List<String> lines = new ArrayList<>();
  private final List<List<String>> meaning = new ArrayList<>();

  private boolean leading;
  private boolean trailing;
  private boolean spaced;
  private String indent = "";
  private List<Integer> widths = List.of();

  private TableWriter(Choices choices) {
    this.choices = choices;
  }

  /**
   * A table.
   *
   * @param lines without line ends
   * @param meaning the header's texts, then each row's
   */
  record Written(List<String> lines, List<List<String>> meaning) {}

  /** A table of tasks. */
  static Written tasks(Choices choices, List<String> columns, IdWriter ids, boolean mayIndent) {
    TableWriter writer = new TableWriter(choices);
    List<String> all = new ArrayList<>(columns);
    for (int more = choices.below(3); more > 0; more--) {
      String extra = choices.of(EXTRA);
      if (!all.contains(extra)) {
        all.add(choices.below(all.size() + 1), extra);
      }
    }
    List<List<Content>> rows = new ArrayList<>();
    for (int more = choices.below(8); more > 0; more--) {
      List<Content> row = new ArrayList<>();
      for (String column : all) {
        row.add(writer.content(column, ids));
      }
      rows.add(row);
    }
    return writer.write(all.stream().map(Content::of).toList(), rows, mayIndent);
  }

  /** A table of something else: no ID column. */
  static Written other(Choices choices) {
    TableWriter writer = new TableWriter(choices);
    List<Content> header = new ArrayList<>();
    for (int column = choices.between(1, 3); column > 0; column--) {
      header.add(CellWriter.some(choices));
    }
    List<List<Content>> rows = new ArrayList<>();
    for (int more = choices.below(3); more > 0; more--) {
      rows.add(header.stream().map(cell -> CellWriter.some(choices)).toList());
    }
    return writer.write(header, rows, false);
  }

  private Content content(String column, IdWriter ids) {
    return switch (column) {
      case "ID", "id" -> Content.plain(ids.next(choices));
      case "Priority" -> Content.plain(choices.of(PRIORITIES));
      default -> choices.onceIn(4) ? CellWriter.wild(choices) : CellWriter.any(choices);
    };
  }

  private Written write(List<Content> header, List<List<Content>> rows, boolean mayIndent) {
    // One column without a pipe is no table; a line may begin with a letter only.
    boolean bare = header.size() > 1 && Character.isLetter(first(header));
    leading = !bare || !choices.onceIn(3);
    trailing = header.size() == 1 || last(header).source().isEmpty() || !choices.onceIn(3);
    spaced = !choices.onceIn(3);
    indent = mayIndent && choices.onceIn(5) ? " ".repeat(choices.between(1, 3)) : "";
    boolean aligned = spaced && choices.onceIn(2);
    widths = header.stream().map(cell -> aligned ? width(header, rows, cell) : 0).toList();
    line(header, false);
    delimiter(header.size());
    meaning.add(header.stream().map(Content::text).toList());
    for (List<Content> row : rows) {
      line(row, choices.onceIn(6));
      meaning.add(row.stream().map(Content::text).toList());
    }
    return new Written(lines, meaning);
  }

  private static int width(List<Content> header, List<List<Content>> rows, Content cell) {
    int column = header.indexOf(cell);
    int width = DisplayWidth.of(cell.source());
    for (List<Content> row : rows) {
      width = Math.max(width, DisplayWidth.of(row.get(column).source()));
    }
    return width;
  }

  /** A row; {@code odd} ones are not written as the rest of the table is. */
  private void line(List<Content> cells, boolean odd) {
    boolean open = leading || odd || !mayBegin(cells.getFirst());
    boolean closed = trailing || odd || last(cells).source().isEmpty();
    boolean wide = spaced ^ odd;
    StringBuilder line = new StringBuilder(indent).append(open ? "|" : "");
    for (int i = 0; i < cells.size(); i++) {
      String source = cells.get(i).source();
      String lead = wide && (i > 0 || open) ? " " : "";
      String pad = " ".repeat(odd ? choices.below(3) : padding(i, source));
      // A backslash before a pipe would escape it.
      String tail = wide || source.endsWith("\\") || source.isEmpty() ? " " : "";
      boolean end = i == cells.size() - 1;
      line.append(lead).append(source).append(end && !closed ? "" : pad + tail);
      line.append(end && !closed ? "" : end ? "|" : "|");
    }
    lines.add(line + (closed && choices.onceIn(12) ? choices.of(" ", "\t", "  ") : ""));
  }

  private int padding(int column, String source) {
    return Math.max(0, widths.get(column) - DisplayWidth.of(source));
  }

  private void delimiter(int columns) {
    StringBuilder line = new StringBuilder(indent).append(leading ? "|" : "");
    String pad = choices.onceIn(3) ? " " : "";
    for (int i = 0; i < columns; i++) {
      // A line that begins with one dash and a blank is a list.
      int least = i == 0 && !leading ? 3 : 1;
      String dashes = "-".repeat(Math.max(least, choices.onceIn(3) ? 1 : widths.get(i) + 2));
      line.append(i == 0 && !leading ? "" : pad);
      line.append(choices.of("", ":")).append(dashes).append(choices.of("", ":")).append(pad);
      line.append(i < columns - 1 || trailing ? "|" : "");
    }
    lines.add(line.toString());
  }

  /** Whether a line may begin with this cell: as text, and not as a block of another kind. */
  private static boolean mayBegin(Content cell) {
    String source = cell.source();
    return !source.matches("(?s)[0-9]+[.)].*|```.*|---.*")
        && source.matches("(?s)(?:[\\p{L}\\p{N}`\\[$&'!~\\\\]|\\*\\*).*");
  }

  private static int first(List<Content> cells) {
    String source = cells.getFirst().source();
    return source.isEmpty() ? ' ' : source.codePointAt(0);
  }

  private static Content last(List<Content> cells) {
    return cells.getLast();
  }
}
