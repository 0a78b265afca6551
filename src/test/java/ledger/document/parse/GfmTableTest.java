package ledger.document.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import ledger.document.Cell;
import ledger.document.Layout;
import ledger.text.SourceText;
import ledger.text.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The cases of the table section of the GitHub Flavored Markdown specification (4.10, examples 198
 * to 205), with inputs of our own: the same cells as the specification says, or an error where the
 * specification adds cells or drops them, because a ledger may lose none.
 */
class GfmTableTest {
  private static List<String> cells(String line) {
    return RowScanner.scan(line, new Span(0, line.length())).stream().map(Cell::text).toList();
  }

  private static Parsed parse(String table) {
    return LedgerParser.parse(SourceText.of("TASKS.md", "## Backlog\n\n" + table), Layout.DEFAULT);
  }

  private static List<List<String>> rows(String table) {
    Parsed parsed = parse(table);
    assertThat(parsed.problems()).isEmpty();
    return parsed.ledger().tasks().stream().map(t -> List.copyOf(t.values().values())).toList();
  }

  private static List<String> rules(String table) {
    return parse(table).problems().stream().map(problem -> problem.rule()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "| a | b |; a,b",
        "a | b; a,b",
        "|a|b|; a,b",
        "| a | b; a,b",
        "a | b |; a,b",
        "  |  a  |  b  |  ; a,b",
        "| | b |; ,b",
        "||b||; ,b,",
        "| a \\| b | c |; a | b,c",
        "| `a \\| b` | c |; `a | b`,c",
        "| `a | b` |; `a,b`",
        "| a \\\\| b |; a \\| b",
        "| **\\|** |; **|**",
      })
  void splitsAtPipesThatNoBackslashPrecedes(String line, String expected) {
    assertThat(cells(line)).isEqualTo(List.of(expected.strip().split(",", -1)));
  }

  @Test
  void aHeaderADelimiterRowAndRows() {
    assertThat(rows("| ID | Title |\n| --- | --- |\n| A-1 | one |\n"))
        .containsExactly(List.of("A-1", "one"));
  }

  @Test
  void cellsNeedNotLineUpAndOuterPipesMayBeMissing() {
    assertThat(rows("| ID | Title |\n:-: | -----------:\nA-1 | one\n"))
        .containsExactly(List.of("A-1", "one"));
  }

  @Test
  void anEscapedPipeIsContentInsideOfCodeAndEmphasisToo() {
    assertThat(rows("| ID | T\\|T |\n| - | - |\n| A-1 | b `\\|` az |\n| A-2 | b **\\|** im |\n"))
        .containsExactly(List.of("A-1", "b `|` az"), List.of("A-2", "b **|** im"));
  }

  @Test
  void anotherBlockEndsTheTable() {
    for (String block : List.of("> quoted", "# Heading", "---", "***", "```\n```", "- item")) {
      assertThat(rows("| ID | Title |\n|-|-|\n| A-1 | one |\n" + block + "\n"))
          .as(block)
          .hasSize(1);
    }
  }

  @Test
  void anEmptyLineEndsTheTable() {
    assertThat(rows("| ID | Title |\n|-|-|\n| A-1 | one |\n\nbar\n")).hasSize(1);
    assertThat(rules("| ID | Title |\n|-|-|\n| A-1 | one |\n\n| A-2 | two |\n"))
        .containsExactly("stray-row");
  }

  @Test
  void textRightBelowWouldBeARow() {
    assertThat(rules("| ID | Title |\n|-|-|\n| A-1 | one |\nbar\n")).isNotEmpty();
  }

  @Test
  void aDelimiterRowOfAnotherLengthMakesNoTable() {
    assertThat(rules("| ID | Title |\n| --- |\n| A-1 |\n")).isNotEmpty();
  }

  @Test
  void fewerCellsWouldBeFilledUpAndMoreDropped() {
    assertThat(rules("| ID | Title |\n|-|-|\n| A-1 |\n| A-2 | two | lost |\n"))
        .containsExactly("cell-count");
    assertThat(rows("| ID | Title |\n|-|-|\n| A-1 |\n")).containsExactly(List.of("A-1", ""));
  }

  @Test
  void noRowsIsATable() {
    assertThat(rows("| ID | Title |\n|-|-|\n")).isEmpty();
  }
}
