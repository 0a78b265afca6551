package ledger.document.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.TaskId;
import ledger.document.parse.LedgerParser;
import ledger.text.SourceText;
import org.junit.jupiter.api.Test;

/** What may be begun, and in which order. */
class ReadyTest {
  private static Ledger ledger(String rows) {
    String text =
        """
        # Work
        ## Backlog
        | ID | Title | Priority | Owner | Due | Depends on |
        |----|-------|----------|-------|-----|------------|
        %s
        ## In Progress
        | ID | Title |
        |----|-------|
        | A-90 | begun |

        ## Done
        | ID | Title |
        |----|-------|
        | A-91 | finished |
        """
            .formatted(rows);
    return LedgerParser.parse(SourceText.of("", text), Layout.DEFAULT).ledger();
  }

  private static String ready(String rows, String owner) {
    return Ready.of(ledger(rows), owner).tasks().stream()
        .map(task -> task.id().value())
        .collect(Collectors.joining(" "));
  }

  @Test
  void byPriorityThenDueThenTheFilesOrder() {
    String rows =
        """
        | A-1 | a | Low  | | 2026-01-01 | |
        | A-2 | a | High | | | |
        | A-3 | a | High | | soon | |
        | A-4 | a | High | | 2026-03-01 | |
        | A-5 | a | High | | 2026-02-01 | |
        | A-6 | a |      | | | |
        """;
    assertThat(ready(rows, null)).isEqualTo("A-5 A-4 A-2 A-3 A-1 A-6");
  }

  @Test
  void notWhatWaitsForSomethingOpen() {
    String rows =
        """
        | A-1 | a | | | | A-2 |
        | A-2 | a | | | | A-91 |
        | A-3 | a | | | | A-91, A-90 |
        | A-4 | a | | | | the API; A-77 |
        """;
    assertThat(ready(rows, null)).isEqualTo("A-2 A-4");
    assertThat(Ready.of(ledger(rows), null).waiting()).isEqualTo(2);
  }

  @Test
  void notWhatBelongsToSomebodyElse() {
    String rows = "| A-1 | a | | Ben | | |\n| A-2 | a | | ada | | |\n| A-3 | a | | | | |\n";
    assertThat(ready(rows, "Ada")).isEqualTo("A-2 A-3");
    assertThat(ready(rows, null)).isEqualTo("A-1 A-2 A-3");
  }

  @Test
  void eachCircleIsFoundOnce() {
    String rows =
        """
        | A-1 | a | | | | A-2 A-5 |
        | A-2 | a | | | | A-3 |
        | A-3 | a | | | | A-2 |
        | A-4 | a | | | | A-4 |
        | A-5 | a | | | | A-2 |
        """;
    assertThat(Dependencies.of(ledger(rows)).circles())
        .containsExactly(List.of(new TaskId("A-2"), new TaskId("A-3")), List.of(new TaskId("A-4")));
  }

  @Test
  void aChainAsLongAsTheLedgerIsNoTrouble() {
    StringBuilder rows = new StringBuilder();
    for (int i = 1; i < 20_000; i++) {
      rows.append("| B-%d | a | | | | B-%d |\n".formatted(i, i + 1));
    }
    rows.append("| B-20000 | a | | | | |\n");
    Ledger ledger = ledger(rows.toString());
    assertThat(Dependencies.of(ledger).circles()).isEmpty();
    assertThat(Ready.of(ledger, null).tasks()).hasSize(1);
  }
}
