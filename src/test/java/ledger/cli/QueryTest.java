package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import ledger.git.Scratch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding tasks: search, and the filters and layouts of list. */
class QueryTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  private static final String LEDGER =
      """
      # Work

      ## Backlog
      | ID    | Title               | Priority | Owner | Due        | Tags | Notes         |
      |-------|---------------------|----------|-------|------------|------|---------------|
      | A-001 | Memory of a model   | High     | Ada   | 2026-11-22 | gpu  |               |
      | A-002 | Speed               | Low      | Ben   | 2026-11-24 | cpu  | needs memory  |
      | A-003 | Unmemorable         | Low      | Ada   | 2026-01-05 | gpu  |               |
      |       | not numbered yet    |          |       |            |      |               |

      ## Done
      | ID    | Title  | Due        |
      |-------|--------|------------|
      | A-004 | Old    | 2026-01-01 |
      | A-005 | Quartz |            |
      """;

  @TempDir Path folder;
  private int exit;

  @BeforeEach
  void write() throws Exception {
    Files.createDirectories(folder.resolve("ledger/tasks"));
    Files.writeString(folder.resolve("ledger/TASKS.md"), LEDGER);
    Files.writeString(
        folder.resolve("ledger/tasks/A-005.md"),
        "---\nheld:\n  Notes: a zebra\n---\nThe page speaks of memory and of walnuts.\n");
    Files.writeString(
        folder.resolve("ledger/archive.md"),
        "| ID | Title |\n|----|-------|\n| A-000 | Walnuts removed |\n");
  }

  private String ledger(String... words) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    Console console = Console.of(both, both, Map.of());
    exit = Main.run(console, Map.of(), folder, NOON, words);
    return both.toString(StandardCharsets.UTF_8);
  }

  private String ids(String... words) {
    return ledger(words)
        .lines()
        .filter(line -> line.startsWith("  A-"))
        .map(line -> line.substring(2, 7))
        .reduce((a, b) -> a + " " + b)
        .orElse("");
  }

  @Test
  void titlesComeFirstThenCellsThenPages() {
    assertThat(ids("search", "memory")).isEqualTo("A-001 A-002 A-005");
    assertThat(ids("search", "A-003")).isEqualTo("A-003");
    assertThat(exit).isZero();
  }

  @Test
  void allWordsCount() {
    assertThat(ids("search", "memory", "model")).isEqualTo("A-001");
    assertThat(ledger("search", "memory", "nowhere")).isEqualTo("nothing found\n");
    assertThat(exit).isEqualTo(1);
  }

  @Test
  void theArchiveIsFoundAndSaysSo() {
    assertThat(ledger("search", "walnuts"))
        .isEqualTo(
            """
              A-005  Quartz  Done
                     page: The page speaks of memory and of walnuts.
              A-000  Walnuts removed  archived
                     archive: | A-000 | Walnuts removed |
            """);
  }

  @Test
  void whatIsMistypedIsFoundWhereNothingElseIs() {
    assertThat(ids("search", "memroy")).isEqualTo("A-001 A-002 A-005");
    assertThat(ids("search", "qartz")).isEqualTo("A-005");
    assertThat(ids("search", "xyzzy")).isEmpty();
  }

  @Test
  void listFindsWhatAPageCarriesOver() {
    assertThat(ids("list", "--search", "ZEBRA")).isEqualTo("A-005");
  }

  @Test
  void overdueIsWhatIsNotDoneAndWasDueBeforeToday() {
    assertThat(ids("list", "--overdue")).isEqualTo("A-001 A-003");
    assertThat(ids("list", "--overdue", "--sort", "due")).isEqualTo("A-003 A-001");
  }

  @Test
  void mineIsWhatGitCallsMe() throws Exception {
    Scratch git = Scratch.create(folder, "work");
    git.write("ledger/TASKS.md", LEDGER);
    git.git("config", "user.name", "ada");
    folder = git.root();
    assertThat(ids("list", "--mine")).isEqualTo("A-001 A-003");
    assertThat(ledger("list", "--mine", "--owner", "x")).contains("exclude each other");
    assertThat(exit).isEqualTo(2);
  }

  @Test
  void rowsWithoutAnIdAreListed() {
    assertThat(ledger("list")).contains("\n  (no ID)  not numbered yet\n");
    assertThat(ledger("list", "--json")).contains("\"drafts\"").contains("not numbered yet");
    assertThat(ledger("list", "--owner", "Ada")).doesNotContain("not numbered");
  }

  @Test
  void columnsAndGroups() {
    assertThat(ledger("list", "--columns", "id,state,tags", "--group", "tags"))
        .isEqualTo(
            """
            gpu (2)
              A-001  Backlog  gpu
              A-003  Backlog  gpu
            cpu (1)
              A-002  Backlog  cpu
            (none) (2)
              A-004  Done
              A-005  Done
            """);
    assertThat(ledger("list", "--columns", "nothing")).contains("no table has a column 'nothing'");
    assertThat(exit).isEqualTo(2);
  }

  @Test
  void whatNoTableHasIsNoFilter() {
    assertThat(ids("list", "--tag", "gpu")).isEqualTo("A-001 A-003");
    assertThat(ledger("list", "--milestone", "1.0")).contains("no table has a column 'Milestone'");
    assertThat(exit).isEqualTo(2);
    ledger("edit", "A-001", "--set", "Tags=");
    assertThat(ledger("list", "--tag", "web")).doesNotContain("A-00");
    assertThat(exit).isZero();
  }

  private static final String PLANNED =
      """
      ## Backlog
      | Task ID | Task  | Prio | Sprint | Effort | Labels         | Blocked by |
      |---------|-------|------|--------|--------|----------------|------------|
      | A-001   | One   | P1   | 1.0    | 2d     | `web`, #ui     |            |
      | A-002   | Two   | P1   | 2.0    | ~3h    | #api #web      | A-001      |
      | A-003   | Three | P2   | Beta   | 1 week | ui             |            |
      | A-004   | Four  | P2   |        | big    |                |            |
      | A-005   | Five  | P2   | beta   |        |                |            |
      """;

  @Test
  void milestonesAndEstimates() throws Exception {
    Files.writeString(folder.resolve("ledger/TASKS.md"), PLANNED);
    Files.delete(folder.resolve("ledger/tasks/A-005.md"));
    assertThat(ids("list", "--milestone", "1.0,beta")).isEqualTo("A-001 A-003 A-005");
    assertThat(ids("list", "--tag", "web")).isEqualTo("A-001 A-002");
    assertThat(ids("list", "--sort", "estimate")).isEqualTo("A-002 A-001 A-003 A-004 A-005");
    assertThat(ids("list", "--sort", "milestone,estimate"))
        .isEqualTo("A-001 A-002 A-003 A-005 A-004");
    assertThat(ledger("list", "--columns", "id,milestone,estimate", "--group", "milestone"))
        .isEqualTo(
            """
            1.0 (1)
              A-001  1.0   2d
            2.0 (1)
              A-002  2.0   ~3h
            Beta (2)
              A-003  Beta  1 week
              A-005  beta
            (none) (1)
              A-004        big
            """);
    assertThat(ledger("show", "A-001")).contains("Sprint        1.0\n", "Effort        2d\n");
    assertThat(ledger("show", "A-001", "--json"))
        .contains("\"Sprint\" : \"1.0\"", "\"milestone\" : \"1.0\"", "\"estimate\" : \"2d\"");
  }

  @Test
  void aCircleOfDependenciesIsAProblem() throws Exception {
    Files.writeString(
        folder.resolve("ledger/TASKS.md"),
        PLANNED.replace("`web`, #ui     |            |", "`web`, #ui     | A-002      |"));
    assertThat(ledger("check")).contains("A-001 → A-002 → A-001");
    assertThat(exit).isEqualTo(1);
  }
}
