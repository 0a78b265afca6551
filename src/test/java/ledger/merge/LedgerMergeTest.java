package ledger.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ledger.check.Checks;
import ledger.document.ConflictNote;
import ledger.document.Layout;
import ledger.document.TaskId;
import ledger.document.parse.LedgerParser;
import ledger.document.parse.Parsed;
import ledger.text.Problem;
import ledger.text.SourceText;
import org.junit.jupiter.api.Test;

class LedgerMergeTest {
  private static final String BASE =
      """
      # Work

      Some words.

      ## Backlog
      | ID    | Title | Description | Priority |
      |-------|-------|-------------|----------|
      | T-001 | One   | first       | High     |
      | T-002 | Two   | second      | Medium   |
      | T-003 | Three | third       | Low      |

      ## In Progress
      | ID | Title | Started (YYYY-MM-DD) | Owner |
      |----|-------|----------------------|-------|

      ## Done
      | ID    | Title | Completed (YYYY-MM-DD) | Outcome |
      |-------|-------|------------------------|---------|
      | T-000 | Zero  | 2025-01-01             | done    |
      """;

  private static final String TWO = "| T-002 | Two   | second      | Medium   |\n";
  private static final String EMPTY_ROW = "|----|-------|----------------------|-------|\n";

  @Test
  void differentCellsOfARowMerge() throws Exception {
    Merged merged = clean(BASE.replace("| second ", "| other  "), BASE.replace("| Two ", "| 2nd "));
    assertThat(merged.text())
        .isEqualTo(BASE.replace("| second ", "| other  ").replace("| Two ", "| 2nd "));
  }

  @Test
  void oneSideAloneIsTakenByteForByte() throws Exception {
    String odd =
        BASE.replace(TWO, "|T-002|Two  words|  second|Medium|\n").replace("words.", "words!");
    assertThat(clean(odd, BASE).text()).isEqualTo(odd);
    assertThat(clean(BASE, odd).text()).isEqualTo(odd);
    assertThat(clean(odd, odd).text()).isEqualTo(odd);
  }

  @Test
  void theSameCellIsAConflictOfThatRowOnly() throws Exception {
    Merged merged =
        merge(
            BASE.replace("| second ", "| ours   ").replace("first", "1st  "),
            BASE.replace("| second ", "| theirs ").replace("third", "3rd  "));
    assertThat(merged.conflicts())
        .containsExactly(new ConflictNote("T-002 Description", "ours", "theirs", "second"));
    assertThat(merged.text())
        .isEqualTo(
            BASE.replace("| second ", "| ours   ")
                .replace("first", "1st  ")
                .replace("third", "3rd  ")
                .replace(
                    "Low      |\n",
                    """
                    Low      |

                    <!-- ledger-conflict T-002 Description
                      ours:   ours
                      theirs: theirs
                      before: second
                    -->
                    """));
    Parsed parsed = parse(merged.text());
    assertThat(parsed.problems()).as("the rest stays valid").isEmpty();
    assertThat(Checks.of(parsed, Layout.DEFAULT, Map.of()))
        .extracting(Problem::rule)
        .containsExactly("merge-conflict");
  }

  @Test
  void aMoveAndAnEditAreBothTaken() throws Exception {
    String moved = moved("| T-002 | Two | 2026-01-01 | Ada |\n");
    Merged merged = clean(moved, BASE.replace("| Two ", "| 2nd "));
    assertThat(merged.text()).isEqualTo(moved.replace("| Two |", "| 2nd |"));
    assertThat(clean(BASE.replace("| Two ", "| 2nd "), moved).text()).isEqualTo(merged.text());
  }

  @Test
  void anEditOfAColumnThatTheMoveLostIsNotLost() throws Exception {
    String moved = moved("| T-002 | Two | 2026-01-01 | Ada |\n");
    String edited = BASE.replace("| second ", "| edited ");
    Merged merged = merge(moved, edited);
    assertThat(merged.carriedOver())
        .isEqualTo(Map.of(new TaskId("T-002"), Map.of("Description", "edited")));
    assertThat(merged.conflicts())
        .extracting(ConflictNote::subject)
        .containsExactly("T-002 Description, edited and moved");
    assertThat(merged.text()).contains("theirs: edited");
    Merged withPages =
        LedgerMerge.merge(
            source(BASE),
            source(moved),
            source(edited),
            new LedgerMerge.Options(Layout.DEFAULT, id -> Optional.of(true), Set.of(), true));
    assertThat(withPages.isClean()).isTrue();
    assertThat(withPages.text()).isEqualTo(moved);
  }

  @Test
  void movesToTwoStatesAreAConflictThatIsNamed() throws Exception {
    String ours = moved("| T-002 | Two | 2026-01-01 | Ada |\n");
    String theirs =
        BASE.replace(TWO, "")
            .replace("| T-000 |", "| T-002 | Two | 2026-01-02 | measured |\n| T-000 |");
    Merged merged = merge(ours, theirs);
    assertThat(merged.conflicts())
        .extracting(ConflictNote::subject)
        .containsExactly("T-002 moved to two states");
    assertThat(merged.text())
        .contains(
            "  ours:   In Progress: | T-002 | Two | 2026-01-01 | Ada |\n"
                + "  theirs: Done: | T-002 | Two | 2026-01-02 | measured |\n");
    assertThat(ids(merged)).containsExactly("T-001", "T-003", "T-002", "T-000");
  }

  @Test
  void theSameMoveWithAnotherDateIsAConflictOfTheDate() throws Exception {
    Merged merged =
        merge(
            moved("| T-002 | Two | 2026-01-01 | Ada |\n"),
            moved("| T-002 | Two | 2026-01-02 | Ada |\n"));
    assertThat(merged.conflicts())
        .extracting(ConflictNote::subject)
        .containsExactly("T-002 Started");
  }

  @Test
  void ofTwoNewTasksWithOneIdTheYoungerIsRenumberedWithItsReferences() throws Exception {
    String ours = BASE.replace(TWO, TWO + "| T-004 | Ours | see T-001 | Medium |\n");
    String theirs =
        BASE.replace(TWO, TWO + "| T-004 | Theirs | x | High |\n")
            .replace("first", "after T-004")
            .replace("Some words.", "Some words on T-004.");
    Merged merged = clean(ours, theirs);
    assertThat(merged.renumbered())
        .containsExactly(new Renumbering(new TaskId("T-004"), new TaskId("T-005"), true));
    assertThat(merged.text())
        .contains("Some words on T-005.", "| after T-005", "| T-004 | Ours | see T-001 | Medium |");
    assertThat(ids(merged)).containsExactly("T-001", "T-005", "T-002", "T-004", "T-003", "T-000");

    LedgerMerge.Options oursIsYounger =
        new LedgerMerge.Options(
            Layout.DEFAULT, id -> Optional.of(false), Set.of(new TaskId("T-017")), false);
    Merged other = LedgerMerge.merge(source(BASE), source(ours), source(theirs), oursIsYounger);
    assertThat(other.renumbered())
        .containsExactly(new Renumbering(new TaskId("T-004"), new TaskId("T-018"), false));
    assertThat(other.text()).contains("| T-018 | Ours |", "| T-004 | Theirs |");
  }

  @Test
  void whereGitCannotTellTheDayInTheRowDecides() throws Exception {
    String base = BASE.replace("| ID    | Title | Description |", "| ID    | Title | Created |");
    assertThat(base).isNotEqualTo(BASE);
    String ours = base.replace(TWO, TWO + "| T-004 | Ours | %s | High |\n");
    String theirs = base.replace(TWO, TWO + "| T-004 | Theirs | 2026-01-02 | High |\n");
    LedgerMerge.Options options =
        new LedgerMerge.Options(Layout.DEFAULT, id -> Optional.empty(), Set.of(), false);
    for (String day : List.of("2026-01-03", "2026-01-02", "2026-01-01", "soon")) {
      Merged merged =
          LedgerMerge.merge(source(base), source(ours.formatted(day)), source(theirs), options);
      assertThat(merged.renumbered().getFirst().theirs())
          .as(day)
          .isEqualTo(!day.equals("2026-01-03"));
    }
  }

  @Test
  void aTaskThatCameToBothSidesIsOne() throws Exception {
    String row = "| T-004 | Picked | x | Medium |\n";
    Merged merged = clean(BASE.replace(TWO, TWO + row), BASE.replace(TWO, row + TWO));
    assertThat(ids(merged)).containsOnlyOnce("T-004").hasSize(5);
  }

  @Test
  void aRemovedRowIsGoneUnlessItWasEdited() throws Exception {
    assertThat(clean(BASE.replace(TWO, ""), BASE).text()).isEqualTo(BASE.replace(TWO, ""));
    Merged merged = merge(BASE.replace(TWO, ""), BASE.replace("| second ", "| edited "));
    assertThat(merged.conflicts())
        .containsExactly(
            new ConflictNote(
                "T-002 removed",
                "(removed)",
                TWO.replace("second", "edited").strip(),
                TWO.strip()));
    assertThat(ids(merged)).contains("T-002");
  }

  @Test
  void isSortedAfterwardsAndEqualsKeepTheirOrder() throws Exception {
    String ours = BASE.replace("| Low      |", "| High     |").replace(TWO, "");
    Merged merged =
        clean(ours, BASE.replace("| Medium   |", "| Medium   |").replace("first", "1st"));
    assertThat(ids(merged)).containsExactly("T-001", "T-003", "T-000");
    String raised = BASE.replace("Low ", "High");
    assertThat(ids(clean(raised, BASE.replace("| Two ", "| 2nd "))))
        .containsExactly("T-001", "T-003", "T-002", "T-000");
  }

  @Test
  void anOrderByHandIsKept() throws Exception {
    String one = "| T-010 | A | a | Low |\n";
    String two = "| T-011 | B | b | Low |\n";
    String base =
        BASE.replace("## In", one + two + "\n## In").replace("Low      |\n\n", "Low      |\n");
    String swapped = base.replace(one + two, two + one);
    assertThat(clean(base.replace("first", "1st"), swapped, base).text())
        .isEqualTo(swapped.replace("first", "1st"));
    assertThat(clean(swapped, base.replace("first", "1st"), base).text())
        .isEqualTo(swapped.replace("first", "1st"));
  }

  @Test
  void textBetweenTheTablesMergesByLines() throws Exception {
    Merged merged =
        clean(BASE.replace("# Work", "# Our work"), BASE.replace("## In", "A note.\n\n## In"));
    assertThat(merged.text())
        .isEqualTo(BASE.replace("# Work", "# Our work").replace("## In", "A note.\n\n## In"));
    Merged both = merge(BASE.replace("Some", "Our"), BASE.replace("Some", "Their -->"));
    assertThat(both.text())
        .contains("Our words.", "<!-- ledger-conflict text\n", "theirs: Their -- > words.\n");
    assertThat(parse(both.text()).problems()).isEmpty();
  }

  @Test
  void columnsOfBothSidesAreKept() throws Exception {
    String ours =
        BASE.replace("Priority |\n", "Priority | Mine |\n")
            .replace("----------|\n|", "----------|------|\n|")
            .replaceAll("((?:High|Medium|Low) +\\|)\n", "$1 m |\n");
    String theirs =
        BASE.replace("Priority |\n", "Priority | Theirs |\n")
            .replace("----------|\n|", "----------|--------|\n|")
            .replaceAll("((?:High|Medium|Low) +\\|)\n", "$1 t |\n");
    assertThat(clean(ours, BASE.replace("| Two ", "| 2nd ")).text())
        .isEqualTo(ours.replace("| Two ", "| 2nd "));
    Merged merged = clean(ours, theirs);
    assertThat(merged.text())
        .contains("Priority | Mine | Theirs |", "| T-002 | Two | second | Medium | m | t |");
  }

  @Test
  void crlfIsKept() throws Exception {
    Merged merged =
        clean(
            BASE.replace("| second ", "| other  ").replace("\n", "\r\n"),
            BASE.replace("| Two ", "| 2nd ").replace("\n", "\r\n"),
            BASE.replace("\n", "\r\n"));
    assertThat(merged.text())
        .isEqualTo(
            BASE.replace("| second ", "| other  ")
                .replace("| Two ", "| 2nd ")
                .replace("\n", "\r\n"));
  }

  @Test
  void whatCannotBeReadIsNotMergedByTasks() {
    assertThatThrownBy(() -> merge(BASE, BASE.replace("| Medium   |", "| Medium | x |")))
        .isInstanceOf(Unmergeable.class)
        .hasMessageContaining("their side cannot be read as a ledger (TASKS.md:9:1");
    assertThatThrownBy(
            () ->
                merge(
                    BASE.replace("## In Progress", "## Elsewhere"),
                    moved("| T-002 | Two | x | y |\n")))
        .isInstanceOf(Unmergeable.class);
  }

  private static String moved(String row) {
    return BASE.replace(TWO, "").replace(EMPTY_ROW, EMPTY_ROW + row);
  }

  private static List<String> ids(Merged merged) {
    return parse(merged.text()).ledger().tasks().stream().map(task -> task.id().value()).toList();
  }

  private static Merged clean(String ours, String theirs) throws Unmergeable {
    return clean(ours, theirs, BASE);
  }

  private static Merged clean(String ours, String theirs, String base) throws Unmergeable {
    Merged merged = LedgerMerge.merge(source(base), source(ours), source(theirs), OPTIONS);
    assertThat(merged.conflicts()).isEmpty();
    return merged;
  }

  private static Merged merge(String ours, String theirs) throws Unmergeable {
    return LedgerMerge.merge(source(BASE), source(ours), source(theirs), OPTIONS);
  }

  private static final LedgerMerge.Options OPTIONS =
      new LedgerMerge.Options(Layout.DEFAULT, id -> Optional.of(true), Set.of(), false);

  private static Parsed parse(String text) {
    return LedgerParser.parse(source(text), Layout.DEFAULT);
  }

  private static SourceText source(String text) {
    return SourceText.of("TASKS.md", text);
  }
}
