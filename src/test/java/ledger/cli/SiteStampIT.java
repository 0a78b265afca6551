package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makes an unchanged site be drawn again: only the built jar keeps a stamp. */
class SiteStampIT {
  private static final String LEDGER =
      """
      # Work

      ## Backlog
      | ID | Title |
      |----|-------|
      %s
      ## Done
      | ID | Title |
      |----|-------|
      %s""";
  private static final String ROW = "| T-1 | One |\n";

  @TempDir Path folder;

  /** No file changes by a commit, but the histories that it tells do. */
  @Test
  void aNewCommitIsSeenWhereHistoriesComeFromGit() throws Exception {
    Path ledger = Files.createDirectories(folder.resolve("ledger")).resolve("TASKS.md");
    Files.createDirectories(folder.resolve(".ledger"));
    Files.writeString(folder.resolve("ledger/ledger.toml"), "history = \"git\"\n");
    Files.writeString(ledger, LEDGER.formatted(ROW, ""));
    git("init", "-q", "-b", "main");
    commit("2026-01-10");
    Files.writeString(ledger, LEDGER.formatted("", ROW));

    assertThat(site()).doesNotStartWith("0 written");
    assertThat(site()).startsWith("0 written");
    assertThat(flow()).doesNotContain("2026-02-01");
    Path stamp = folder.resolve(".ledger/site.stamp");
    String before = Files.readString(stamp);
    commit("2026-02-01");
    assertThat(site()).doesNotStartWith("0 written");
    assertThat(flow()).contains("2026-02-01");
    assertThat(stamp).content().isNotEqualTo(before);
    assertThat(site()).startsWith("0 written");
  }

  @Test
  void whatLinksLeadToIsLookedAt() throws Exception {
    Path ledger = folder.resolve("ledger/TASKS.md");
    Path elsewhere = folder.resolve("elsewhere");
    Files.createDirectories(elsewhere.resolve("tasks"));
    Files.createDirectories(folder.resolve("ledger"));
    Files.writeString(elsewhere.resolve("TASKS.md"), LEDGER.formatted(ROW, ""));
    Files.writeString(elsewhere.resolve("tasks/T-1.md"), "Some words.\n");
    Files.createSymbolicLink(ledger, elsewhere.resolve("TASKS.md"));
    Files.createSymbolicLink(folder.resolve("ledger/tasks"), elsewhere.resolve("tasks"));
    Files.createSymbolicLink(elsewhere.resolve("tasks/round"), elsewhere);
    Files.createSymbolicLink(elsewhere.resolve("tasks/nowhere"), elsewhere.resolve("gone"));

    assertThat(site()).doesNotStartWith("0 written");
    assertThat(site()).startsWith("0 written");
    Files.writeString(elsewhere.resolve("tasks/T-1.md"), "Other words.\n");
    assertThat(site()).doesNotStartWith("0 written");
    Files.writeString(elsewhere.resolve("TASKS.md"), LEDGER.formatted("", ROW));
    assertThat(site()).doesNotStartWith("0 written");
    assertThat(site()).startsWith("0 written");
  }

  /** What a run used is elsewhere: the source that it measured. */
  @Test
  void aChangeOfWhatARunUsedIsSeen() throws Exception {
    Path ledger = Files.createDirectories(folder.resolve("ledger")).resolve("TASKS.md");
    Files.writeString(ledger, LEDGER.formatted(ROW, ""));
    Path source = Files.createDirectories(folder.resolve("src")).resolve("sums.py");
    Files.writeString(source, "def total(n): return sum(range(n))\n");
    ledger("experiment", "new", "T-1", "--metric", "time", "--at-most", "10");
    Path script = folder.resolve("ledger/experiments/t_1.py");
    String header = Files.readString(script).replaceFirst("(?s)(# ///.*?# ///\n).*", "$1");
    Files.writeString(script, header + MEASURE);
    ledger("verify", "T-1");
    assertThat(site()).doesNotStartWith("0 written");
    assertThat(site()).startsWith("0 written");
    assertThat(page()).contains("Verified").doesNotContain("src/sums.py was edited");

    Files.writeString(source, "def total(n): return n * (n - 1) // 2\n");
    assertThat(site()).doesNotStartWith("0 written");
    assertThat(page()).contains("Stale");
    assertThat(site()).startsWith("0 written");
  }

  private static final String MEASURE =
      """
      from ledger_harness import Experiment, seconds
      from pathlib import Path
      import sys
      sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
      import statistics, sums
      with Experiment(__file__) as run:
          run.metric("time", unit="s", better="lower")
          for _ in range(6):
              run.sample("time", seconds(lambda: sums.total(1000)))
          run.check("right", "It adds up", sums.total(4) == 6)
      """;

  private String page() throws Exception {
    return Files.readString(folder.resolve("site/tasks/T-1.html"));
  }

  private String flow() throws Exception {
    return Files.readString(folder.resolve("site/flow.json"));
  }

  private void commit(String day) throws Exception {
    git("add", "ledger");
    git("commit", "-q", "-m", "work", "--date=" + day + "T12:00:00+00:00");
  }

  private void git(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=T", "-c", "user.email=t@example.org"));
    command.addAll(List.of(words));
    Tool.Ended ended = Tool.run(folder, command.toArray(String[]::new));
    assertThat(ended.exit()).as(ended.err()).isZero();
  }

  private String site() throws Exception {
    return ledger("site");
  }

  private String ledger(String... words) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jar = Tool.ROOT.resolve("target/ledger.jar").toString();
    List<String> command = new ArrayList<>(List.of(java, "-jar", jar));
    command.addAll(List.of(words));
    Tool.Ended ended = Tool.run(folder, command.toArray(String[]::new));
    assertThat(ended.exit()).as(ended.err()).isZero();
    return ended.out();
  }
}
