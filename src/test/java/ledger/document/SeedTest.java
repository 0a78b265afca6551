package ledger.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import ledger.document.edit.Change;
import ledger.document.edit.Planner;
import ledger.document.page.PageFacts;
import ledger.document.page.TaskPage;
import ledger.document.parse.LedgerParser;
import ledger.document.parse.Parsed;
import ledger.text.SourceText;
import org.junit.jupiter.api.Test;

/** The user's own ledger, as it came. */
class SeedTest {
  private static final Layout LAYOUT = Layout.DEFAULT;
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  private static String seed() throws Exception {
    return Files.readString(Path.of("src/test/resources/seed/TASKS.md"));
  }

  private static Ledger parse(String text) {
    Parsed parsed = LedgerParser.parse(SourceText.of("TASKS.md", text), LAYOUT);
    assertThat(parsed.problems()).isEmpty();
    return parsed.ledger();
  }

  private static Change.Move move(String id, String state) {
    return new Change.Move(
        new TaskId(id), LAYOUT.state(state).orElseThrow(), Map.of(), Map.of(), TODAY, null);
  }

  @Test
  void hasNineTasksInFourSections() throws Exception {
    Ledger ledger = parse(seed());
    assertThat(ledger.sections()).hasSize(4);
    assertThat(ledger.tasks()).hasSize(9);
    assertThat(ledger.title()).isEqualTo("Task Ledger for MLX Setup");
    assertThat(ledger.find(new TaskId("MLX-002")).orElseThrow().text("notes"))
        .isEqualTo("Show how `eval()` triggers execution.");
  }

  @Test
  void everyTaskMovesAnywhereAndBackWithoutATrace() throws Exception {
    String seed = seed();
    for (Task task : parse(seed).tasks()) {
      for (State state : LAYOUT.states()) {
        Planner there = new Planner(parse(seed));
        Optional<PageFacts> facts =
            there.change(move(task.id().value(), state.id()), Optional.empty());
        Ledger after = there.plan().apply(parse(seed), LAYOUT);
        if (state.equals(task.state())) {
          assertThat(after.source().content()).isEqualTo(seed);
          continue;
        }
        TaskPage page = TaskPage.parse(SourceText.of("p.md", "# A page\n"));
        TaskPage kept = TaskPage.parse(SourceText.of("p.md", page.with(facts.orElseThrow())));
        Planner back = new Planner(after);
        back.change(move(task.id().value(), task.state().id()), Optional.of(kept));
        assertThat(back.plan().apply(after, LAYOUT).source().content())
            .as(task.id() + " to " + state.id())
            .isEqualTo(seed);
        assertThat(kept.prose()).isEqualTo("# A page\n");
      }
    }
  }
}
