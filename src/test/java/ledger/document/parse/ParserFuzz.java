package ledger.document.parse;

import static org.assertj.core.api.Assertions.assertThat;

import ledger.document.Layout;
import ledger.document.Task;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.text.Span;

/** Any bytes: read and written they are the same, and the parser answers with rows or problems. */
public final class ParserFuzz {
  private ParserFuzz() {}

  public static void fuzzerTestOneInput(byte[] bytes) {
    SourceText source;
    try {
      source = SourceText.decode("TASKS.md", bytes);
    } catch (InvalidText e) {
      return;
    }
    assertThat(source.encode()).isEqualTo(bytes);
    Parsed parsed = LedgerParser.parse(source, Layout.DEFAULT);
    parsed
        .problems()
        .forEach(problem -> assertThat(problem.place().line()).isBetween(1, source.lineCount()));
    for (Task task : parsed.ledger().tasks()) {
      Span line = source.line(task.line());
      assertThat(task.cells())
          .allSatisfy(
              cell -> {
                assertThat(cell.content().start()).isGreaterThanOrEqualTo(line.start());
                assertThat(cell.content().end()).isLessThanOrEqualTo(line.end());
              });
    }
  }
}
