package ledger.document.page;

import static org.assertj.core.api.Assertions.assertThat;

import ledger.document.State;
import ledger.text.SourceText;
import org.junit.jupiter.api.Test;

class WaiverTest {
  private static final State DONE = new State("done", "Done");
  private static final State REVIEW = new State("review", "Review / QA");
  private static final String WAIVED = "  - {state: done, date: 2026-11-20, waived: no time}\n";

  private static TaskPage page(String history) throws Exception {
    return TaskPage.parse(SourceText.of("T-1.md", "---\nhistory:\n" + history + "---\nWords.\n"));
  }

  @Test
  void onlyTheLastEntryIntoDoneCountsAndOnlyWhileTheRowIsThere() throws Exception {
    String again = WAIVED + "  - {state: review, date: 2026-11-21}\n";
    assertThat(page(WAIVED).waiver(DONE)).contains("no time");
    assertThat(page(WAIVED).waiver(REVIEW)).isEmpty(); // a row that was moved by hand
    assertThat(page(again).waiver(DONE)).isEmpty();
    assertThat(page(again).waiver(REVIEW)).isEmpty();
    assertThat(page(again + "  - {state: done, date: 2026-11-22}\n").waiver(DONE)).isEmpty();
    assertThat(page("  - {state: review, date: 2026-11-20, waived: odd}\n").waiver(REVIEW))
        .isEmpty();
    assertThat(TaskPage.parse(SourceText.of("T-1.md", "Words.\n")).waiver(DONE)).isEmpty();
  }
}
