package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow of a ledger that was edited by hand for two years, in a repository of the real git. */
class SiteHistoryTest {
  private static final String LEDGER =
      """
      # Work

      ## Backlog
      | ID | Title |
      |----|-------|
      %s
      ## In Progress
      | ID | Title |
      |----|-------|
      %s
      ## Done
      | ID | Title |
      |----|-------|
      %s""";
  private static final String ONE = "| T-1 | One |\n";
  private static final String TWO = "| T-2 | Two |\n";

  @TempDir Path folder;
  private String err = "";

  @BeforeEach
  void create() throws Exception {
    git("init", "-q", "-b", "main");
    git("config", "user.name", "T");
    git("config", "user.email", "t@example.org");
    commit("2024-01-10", LEDGER.formatted(ONE + TWO, "", ""));
    commit("2024-03-01", LEDGER.formatted(TWO, ONE, ""));
    commit("2025-03-01", LEDGER.formatted("", TWO, ONE));
    commit("2025-04-01", LEDGER.formatted("", "", ONE + TWO));
  }

  @Test
  void theFlowPageTellsTheYearsBeforeTheTool() throws Exception {
    assertThat(ledger("site")).as(err).isZero();
    assertThat(site("flow.json")).contains("\"days\": [ ]");

    assertThat(ledger("site", "--check", "--history")).isEqualTo(1);
    assertThat(ledger("site", "--history")).as(err).isZero();
    String flow = site("flow.json");
    assertThat(flow)
        .contains("\"until\": \"2025-04-01\"")
        .containsSubsequence("2024-01-10", "2024-03-01", "2025-03-01", "2025-04-01")
        .containsSubsequence("\"T-1\"", "2024-03-01", "365", "\"T-2\"", "2025-03-01", "31");
    assertThat(flow.replaceAll("\\s", ""))
        .contains(
            "{\"date\":\"2024-01-10\",\"counts\":[2,0,0]}",
            "{\"date\":\"2024-03-01\",\"counts\":[1,1,0]}",
            "{\"date\":\"2025-03-01\",\"counts\":[0,1,1]}",
            "{\"date\":\"2025-04-01\",\"counts\":[0,0,2]}");
    assertThat(site("flow.html")).contains("T-1 took 365 days. T-2 took 31 days.");
    assertThat(site("tasks/T-1.json")).containsSubsequence("backlog", "in-progress", "done");
    assertThat(ledger("site", "--check", "--history")).isZero();
    assertThat(ledger("site", "--check")).isEqualTo(1);
  }

  @Test
  void whatAPageSaysWinsFromItsFirstEntryOn() throws Exception {
    Path page = folder.resolve("ledger/tasks/T-1.md");
    Files.createDirectories(page.getParent());
    Files.writeString(page, "---\nhistory:\n  - state: done\n    date: 2025-02-01\n---\nWords.\n");
    assertThat(ledger("site", "--history")).as(err).isZero();
    assertThat(site("tasks/T-1.json"))
        .containsSubsequence("2024-01-10", "2024-03-01", "2025-02-01")
        .doesNotContain("2025-03-01");
    assertThat(site("tasks/T-1.html")).contains("Words.");
  }

  @Test
  void theSameCommitGivesTheSameBytesWhateverIsBesideIt() throws Exception {
    Files.writeString(folder.resolve("ledger/ledger.toml"), "history = \"git\"\n");
    assertThat(ledger("site")).as(err).isZero();
    String flow = site("flow.html");
    Path clone = folder.resolve("clone");
    git("clone", "-q", folder.toUri().toString(), clone.toString());
    Files.copy(folder.resolve("ledger/ledger.toml"), clone.resolve("ledger/ledger.toml"));
    Path home = folder;
    folder = clone;
    git("branch", "beside");
    assertThat(ledger("site")).as(err).isZero();
    assertThat(site("flow.html")).isEqualTo(flow);

    folder = home;
    Path shallow = folder.resolve("shallow");
    git("clone", "-q", "--depth", "1", folder.toUri().toString(), shallow.toString());
    folder = shallow;
    assertThat(ledger("site", "--history")).isZero();
    assertThat(err).contains("this clone is shallow");
  }

  @Test
  void withoutARepositoryOrWithAnotherWordItSaysSo() throws Exception {
    Files.writeString(folder.resolve("ledger/ledger.toml"), "history = \"svn\"\n");
    assertThat(ledger("site")).isNotZero();
    assertThat(err).contains("'svn' is not a source of histories", "help: \"pages\" or \"git\"");
    Path alone = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-alone"));
    Files.createDirectories(alone.resolve("ledger"));
    Files.writeString(alone.resolve("ledger/TASKS.md"), LEDGER.formatted(ONE, TWO, ""));
    folder = alone;
    assertThat(ledger("site", "--history")).isEqualTo(3);
    assertThat(err).contains("is not in a git repository");
    assertThat(ledger("site")).as(err).isZero();
  }

  private void commit(String day, String text) throws Exception {
    Path file = folder.resolve("ledger/TASKS.md");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    git("add", "ledger");
    git("commit", "-q", "-m", "work", "--date=" + day + "T12:00:00+00:00");
  }

  private String site(String file) throws Exception {
    return Files.readString(folder.resolve("site").resolve(file));
  }

  private void git(String... words) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    Tool.Ended ended = Tool.run(folder, command.toArray(String[]::new));
    assertThat(ended.exit()).as(ended.err()).isZero();
  }

  private int ledger(String... args) {
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    Console console =
        Console.of(
            new PrintStream(PrintStream.nullOutputStream()),
            new PrintStream(stderr, true, StandardCharsets.UTF_8),
            Map.of());
    int exit = Main.run(console, Map.of(), folder, Clock.systemUTC(), args);
    err = stderr.toString(StandardCharsets.UTF_8);
    return exit;
  }
}
