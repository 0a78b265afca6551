package ledger.document.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.State;
import ledger.document.TaskId;
import ledger.document.edit.Change;
import ledger.document.edit.Planner;
import ledger.document.page.TaskPage;
import ledger.text.SourceText;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each line of a file ends in its own way: LF, CR or both. */
class MixedLineEndsTest {
  private static final List<String> ENDS = List.of("\n", "\r", "\r\n");

  /** The row that goes, between the row above and the empty line below. */
  @TestFactory
  List<DynamicTest> aRowGoesAndComesBack() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String above : ENDS) {
      for (String own : ENDS) {
        for (String below : ENDS) {
          if (own.equals("\r") && below.equals("\n")) {
            continue; // That is one line end.
          }
          for (String first : List.of("", "| A-1 | One |")) {
            String rule = first.isEmpty() ? above : "\n";
            String ledger =
                "## Backlog\n| ID | Title |\n|---|---|"
                    + rule
                    + (first.isEmpty() ? "" : first + above)
                    + "| A-2 | Two |"
                    + own
                    + below
                    + "## Done\n| ID | Title |\n|---|---|\n| A-3 | Three |\n";
            tests.add(
                DynamicTest.dynamicTest(
                    ledger.replace("\r", "\\r").replace("\n", "\\n"),
                    () -> goesAndComesBack(ledger)));
          }
        }
      }
    }
    return tests;
  }

  private static void goesAndComesBack(String ledger) throws Exception {
    State backlog = Layout.DEFAULT.state("backlog").orElseThrow();
    State done = Layout.DEFAULT.state(Layout.DONE).orElseThrow();
    Moved there =
        move(SourceText.of("TASKS.md", ledger), TaskPage.parse(SourceText.of("", "")), done);
    assertThat(lines(there.text)).containsOnlyOnce("| A-2 | Two |").contains("");
    assertThat(lines(there.text))
        .containsExactlyInAnyOrderElementsOf(lines(SourceText.of("", ledger)));
    Moved back = move(there.text, there.page, backlog);
    assertThat(back.text.content()).isEqualTo(ledger);
  }

  private record Moved(SourceText text, TaskPage page) {}

  private static Moved move(SourceText source, TaskPage page, State to) throws Exception {
    Ledger ledger = LedgerParser.parse(source, Layout.DEFAULT).ledger();
    Change move =
        new Change.Move(
            new TaskId("A-2"), to, Map.of(), Map.of(), LocalDate.of(2026, 11, 23), null);
    Planner planner = new Planner(ledger);
    String after = page.with(planner.change(move, Optional.of(page)).orElseThrow());
    return new Moved(
        planner.plan().apply(ledger, Layout.DEFAULT).source(),
        TaskPage.parse(page.source().with(after)));
  }

  private static List<String> lines(SourceText text) {
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < text.lineCount(); line++) {
      lines.add(text.line(line).of(text.content()));
    }
    return lines;
  }
}
