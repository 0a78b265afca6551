package ledger.document.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import ledger.document.Layout;
import ledger.document.Task;
import ledger.text.Problem;
import ledger.text.SourceText;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

/**
 * Generated tables, cell for cell as an implementation of GitHub's markdown reads them
 * (commonmark-java); 10,000 of them with {@code -Pnightly}. Where the two differ, it is one of the
 * differences that {@code docs/ledger.md} lists.
 */
class GfmReferenceTest {
  private static final int TABLES =
      "full".equals(System.getProperty("ledger.stress")) ? 10_000 : 500;

  /** Rules that stop what GitHub reads: too many cells. */
  private static final Set<String> DELIBERATE = Set.of("cell-count");

  private static final List<String> PIECES =
      List.of(
          "a", "b1", " ", "  ", "\t", "\\|", "\\\\|", "\\", "`", "``", "*x*", "**", "é", "語", "🔥",
          "<b>", "&amp;", "[l](u)", "![i](u)", "~~s~~", "\\`", "\\*", "_", "#", ">", "-", "1.", ":",
          "\u00a0", "\u200b", "e\u0301");

  private static final Parser REFERENCE =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .build();

  private final Random random = new Random(18);

  @Test
  void theSameCells() {
    Set<String> rules = new TreeSet<>();
    int compared = 0;
    for (int n = 0; n < TABLES; n++) {
      String text = table();
      Parsed parsed = LedgerParser.parse(SourceText.of("", text), Layout.DEFAULT);
      List<String> own = parsed.problems().stream().map(Problem::rule).toList();
      rules.addAll(own);
      List<List<String>> expected = reference(text);
      if (own.isEmpty()) {
        List<List<String>> rows =
            parsed.ledger().tasks().stream().map(GfmReferenceTest::sources).toList();
        assertThat(rows).as(text).isEqualTo(expected);
        compared++;
      } else {
        assertThat(DELIBERATE).as(text).containsAll(own);
      }
    }
    assertThat(rules).isEqualTo(DELIBERATE);
    assertThat(compared).isGreaterThan(TABLES / 3);
  }

  private String table() {
    int columns = 2 + random.nextInt(4);
    StringBuilder text = new StringBuilder("## Backlog\n\n");
    List<String> header = new ArrayList<>(List.of("ID"));
    List<String> delimiters = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      header.add("C" + i);
    }
    for (int i = 0; i <= columns; i++) {
      // "- |" would begin a list.
      List<String> forms = List.of("---", ":-", "-:", ":---:", "-----", "-");
      delimiters.add(forms.get(random.nextInt(i == 0 ? 5 : 6)));
    }
    text.append(line(header)).append('\n').append(line(delimiters)).append('\n');
    int rows = 1 + random.nextInt(4);
    for (int row = 0; row < rows; row++) {
      List<String> cells = new ArrayList<>(List.of("A-" + (row + 1)));
      int count = random.nextInt(8) == 0 ? 1 + random.nextInt(columns + 2) : columns;
      for (int i = 0; i < count; i++) {
        cells.add(cell());
      }
      text.append(line(cells)).append('\n');
    }
    return text.toString();
  }

  private String cell() {
    StringBuilder cell = new StringBuilder();
    int pieces = random.nextInt(5);
    for (int i = 0; i < pieces; i++) {
      cell.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return cell.toString();
  }

  /** With or without outer pipes and padding. */
  private String line(List<String> cells) {
    String padding = random.nextInt(4) == 0 ? "" : " ";
    String inner = cells.stream().collect(Collectors.joining(padding + "|" + padding));
    String last = cells.getLast();
    // Without a closing pipe, a last cell that is empty, or escapes what follows, would be another.
    boolean closed = last.isBlank() || last.endsWith("\\") || random.nextInt(4) > 0;
    boolean opened = random.nextInt(4) > 0;
    return (opened ? "|" + padding : "") + inner + (closed ? padding + "|" : "");
  }

  private static List<String> sources(Task task) {
    List<String> sources = new ArrayList<>();
    for (int i = 0; i < task.columns().size(); i++) {
      sources.add(task.cells().get(i).text());
    }
    return sources;
  }

  private static List<List<String>> reference(String text) {
    String[] lines = text.split("\n", -1);
    List<List<String>> rows = new ArrayList<>();
    REFERENCE
        .parse(text)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(CustomNode node) {
                if (node instanceof TableBody) {
                  for (Node row = node.getFirstChild(); row != null; row = row.getNext()) {
                    rows.add(cells(row, lines));
                  }
                } else {
                  visitChildren(node);
                }
              }
            });
    return rows;
  }

  private static List<String> cells(Node row, String[] lines) {
    List<String> cells = new ArrayList<>();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      assertThat(cell).isInstanceOf(TableCell.class);
      String source = "";
      for (SourceSpan span : cell.getSourceSpans()) {
        int from = span.getColumnIndex();
        source += lines[span.getLineIndex()].substring(from, from + span.getLength());
      }
      cells.add(source.replaceAll("^[ \\t]+|[ \\t]+$", "").replace("\\|", "|"));
    }
    return cells;
  }
}
