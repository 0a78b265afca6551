package ledger.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.document.edit.Change;
import ledger.document.edit.Planner;
import ledger.document.edit.Refusal;
import ledger.document.page.PageFacts;
import ledger.document.page.TaskPage;
import ledger.document.parse.LedgerParser;
import ledger.document.parse.Parsed;
import ledger.text.InvalidText;
import ledger.text.SourceText;

/** What commands do to a ledger, without files. */
public final class Verbs {
  public static final Layout LAYOUT = Layout.DEFAULT;
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  private Verbs() {}

  public static Ledger parse(String text) {
    Parsed parsed = LedgerParser.parse(SourceText.of("TASKS.md", text), LAYOUT);
    assertThat(parsed.problems()).isEmpty();
    return parsed.ledger();
  }

  /** A ledger after a change, and the page of the task that changed. */
  public record Changed(Ledger ledger, Optional<TaskPage> page) {
    public String text() {
      return ledger.source().content();
    }
  }

  public static Changed move(Ledger ledger, TaskId id, State to, Optional<TaskPage> page)
      throws Refusal, InvalidText {
    return apply(ledger, new Change.Move(id, to, Map.of(), Map.of(), TODAY, null), page);
  }

  public static Changed set(Ledger ledger, TaskId id, Map<String, String> values)
      throws Refusal, InvalidText {
    return apply(ledger, new Change.SetCells(id, values), Optional.empty());
  }

  public static Changed add(Ledger ledger, TaskId id, State to, Map<String, String> values)
      throws Refusal, InvalidText {
    return apply(ledger, new Change.Add(id, to, values), Optional.empty());
  }

  public static Changed sort(Ledger ledger) throws Refusal, InvalidText {
    return apply(ledger, new Change.Sort(LAYOUT.states()), Optional.empty());
  }

  /** The page goes through its text, as it does between two commands. */
  private static Changed apply(Ledger ledger, Change change, Optional<TaskPage> page)
      throws Refusal, InvalidText {
    Planner planner = new Planner(ledger);
    Optional<PageFacts> facts = planner.change(change, page);
    Ledger changed = planner.plan().apply(ledger, LAYOUT);
    Optional<TaskPage> after = page;
    if (facts.isPresent()) {
      TaskPage before = page.isPresent() ? page.get() : page("# The user's own\n");
      after = Optional.of(page(before.with(facts.get())));
    }
    return new Changed(changed, after);
  }

  public static TaskPage page(String text) throws InvalidText {
    return TaskPage.parse(SourceText.of("page.md", text));
  }

  /** Every line without its end. */
  public static List<String> lines(Ledger ledger) {
    SourceText source = ledger.source();
    return java.util.stream.IntStream.range(0, source.lineCount())
        .mapToObj(line -> source.line(line).of(source.content()))
        .toList();
  }

  /** Every line with its end. */
  public static List<String> fullLines(Ledger ledger) {
    SourceText source = ledger.source();
    return java.util.stream.IntStream.range(0, source.lineCount())
        .mapToObj(line -> source.fullLine(line).of(source.content()))
        .toList();
  }
}
