package ledger.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ledger.check.Checks;
import ledger.check.Surroundings;
import ledger.document.edit.Change;
import ledger.document.edit.Planner;
import ledger.document.parse.LedgerParser;
import ledger.merge.LedgerMerge;
import ledger.merge.Merged;
import ledger.site.prose.Inline;
import ledger.site.prose.Links;
import ledger.text.SourceText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mention of a task is, each part of the program sees alike. */
class MentionsTest {
  private static final TaskId ID = new TaskId("T-002");
  private static final String BASE =
      """
      ## Backlog
      | ID    | Title | Notes |
      |-------|-------|-------|
      | T-001 | One   |       |
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "T-002",
        "after T-002, then",
        "(T-002)",
        "T-002/T-001",
        "T-002- so",
        "**T-002**",
        "«T-002»",
        "../tasks/T-002.html",
        "[it](tasks/T-002.md)",
      })
  void mentions(String text) throws Exception {
    String other = text.replace("T-002", "T-003");
    assertThat(new Mentions(ID).in(text)).hasSize(1);
    assertThat(Mentions.all(text, IdForm.USUAL)).extracting(Mentions.Mention::id).contains(ID);
    assertThat(renumbered(text)).isEqualTo(other);
    assertThat(merged(text)).isEqualTo(other);
    assertThat(linked(text)).contains(">T-002</a>");
    assertThat(check(text)).containsExactly("no task has the ID T-002");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "feature/T-002-lazy",
        "feature/T-002",
        "XT-002",
        "éT-002",
        "T-0021",
        "T-002b",
        "T-002é",
        "T-002-lazy",
        "A-T-002",
        "T-002_x",
        "t-002",
      })
  void namesOfOthers(String text) throws Exception {
    assertThat(new Mentions(ID).in(text)).isEmpty();
    assertThat(Mentions.all(text, IdForm.USUAL))
        .extracting(Mentions.Mention::id)
        .doesNotContain(ID);
    assertThat(renumbered(text)).isEqualTo(text);
    assertThat(merged(text)).isEqualTo(text);
    assertThat(linked(text)).doesNotContain(">T-002</a>");
    assertThat(check(text)).doesNotContain("no task has the ID T-002");
  }

  /** The note of a row that mentions a task, after that task got another ID. */
  private static String renumbered(String note) throws Exception {
    Ledger ledger =
        parse(BASE.replace("|       |\n", "| " + note + " |\n") + "| T-002 | Two | |\n");
    Change change = new Change.Renumber(ID, new TaskId("T-003"), true);
    Planner planner = new Planner(ledger);
    planner.change(change, Optional.empty());
    Ledger after = planner.plan().apply(ledger, Layout.DEFAULT);
    return after.tasks().getFirst().text("Notes");
  }

  /** The same after a merge gave the younger of two tasks another ID. */
  private static String merged(String note) throws Exception {
    LedgerMerge.Options options =
        new LedgerMerge.Options(Layout.DEFAULT, id -> Optional.of(true), Set.of(), false);
    Merged merged =
        LedgerMerge.merge(
            source(BASE),
            source(BASE + "| T-002 | Ours | |\n"),
            source(BASE + "| T-002 | Theirs | " + note + " |\n"),
            options);
    TaskId theirs = merged.renumbered().getFirst().to();
    return parse(merged.text()).find(theirs).orElseThrow().text("Notes");
  }

  private static String linked(String text) {
    Links links = new Links(Set.of("T-002"), Map.of());
    return new Inline(links, "", "tasks/").html(text).markup();
  }

  private static List<String> check(String note) {
    String text = "# See " + note + "\n\n" + BASE;
    Surroundings alone = new Surroundings(Map.of(), Set.of(), Set.of());
    return Checks.of(LedgerParser.parse(source(text), Layout.DEFAULT), Layout.DEFAULT, alone)
        .stream()
        .filter(problem -> problem.rule().equals("unknown-reference"))
        .map(problem -> problem.message())
        .toList();
  }

  private static Ledger parse(String text) {
    return LedgerParser.parse(source(text), Layout.DEFAULT).ledger();
  }

  private static SourceText source(String text) {
    return SourceText.of("TASKS.md", text);
  }
}
