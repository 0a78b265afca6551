package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real tools that manage hooks, with exactly what {@code hook install} says to add. */
class HookManagersIT {
  private static final String LEDGER = "ledger/TASKS.md";

  @TempDir static Path temp;
  private static Tool tool;
  private static Path programs;

  @BeforeAll
  static void install() throws Exception {
    Path python = temp.resolve("python");
    must(temp, "python3", "-m", "venv", python.toString());
    programs = python.resolve("bin");
    must(temp, programs.resolve("pip").toString(), "-q", "install", "pre-commit==4.7.0");
    must(temp, programs.resolve("pip").toString(), "-q", "install", "lefthook==2.2.2");
    tool = Tool.copy(Files.createDirectory(temp.resolve("tool")));
  }

  @Test
  void thePreCommitFramework() throws Exception {
    assertGuards("pre-commit", ".pre-commit-config.yaml", "repos: []\n", "-t", "pre-commit");
  }

  @Test
  void lefthook() throws Exception {
    assertGuards("lefthook", "lefthook.yml", "{}\n");
  }

  private static void assertGuards(String manager, String file, String empty, String... options)
      throws Exception {
    Path folder = Files.createDirectories(temp.resolve("a checkout for " + manager));
    Path ledger = folder.resolve(LEDGER);
    Files.createDirectories(ledger.getParent());
    List<String> sorted = Files.readAllLines(Path.of("src/test/resources/seed/TASKS.md"));
    Files.write(ledger, sorted);
    Files.writeString(folder.resolve(file), empty);
    must(folder, "git", "init", "-q");
    must(folder, "git", "add", LEDGER);
    must(
        folder, "git", "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "x");

    Tool.Ended said = run(folder, tool.path("bin/ledger").toString(), "hook", "install");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).startsWith(manager + " manages the hooks here. Add this to " + file);
    String addition =
        said.out().lines().skip(2).map(line -> line.replaceFirst("^ {2}", "")).collect(lines());
    Files.writeString(folder.resolve(file), addition);
    must(folder, "git", "add", file);
    List<String> install = new ArrayList<>(List.of(program(manager), "install"));
    install.addAll(List.of(options));
    must(folder, install.toArray(String[]::new));

    List<String> unsorted = new ArrayList<>(sorted);
    Collections.rotate(unsorted.subList(8, 13), 1);
    Tool.Ended refused = commit(folder, unsorted);
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.out() + refused.err()).contains("[unsorted]");
    List<String> longer = new ArrayList<>(sorted);
    longer.add("");
    Tool.Ended accepted = commit(folder, longer);
    assertThat(accepted.exit()).as(accepted.out() + accepted.err()).isZero();
    assertThat(run(folder, tool.path("bin/ledger").toString(), "hook", "install").out())
        .startsWith(manager + " already calls ledger");
  }

  private static Tool.Ended commit(Path folder, List<String> lines) throws Exception {
    Files.write(folder.resolve(LEDGER), lines);
    must(folder, "git", "add", LEDGER);
    return run(
        folder, "git", "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-m", "y");
  }

  private static String program(String name) {
    return programs.resolve(name).toString();
  }

  /** With the programs on the path, and a home of their own, where they keep what they fetch. */
  private static Tool.Ended run(Path folder, String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "PATH=" + programs + ":" + System.getenv("PATH"),
                "PRE_COMMIT_HOME=" + temp.resolve("pre-commit-home")));
    command.addAll(List.of(words));
    return Tool.run(folder, command.toArray(String[]::new));
  }

  private static void must(Path folder, String... words) throws Exception {
    Tool.Ended ended = programs == null ? Tool.run(folder, words) : run(folder, words);
    assertThat(ended.exit()).as(String.join(" ", words) + "\n" + ended.err()).isZero();
  }

  private static java.util.stream.Collector<CharSequence, ?, String> lines() {
    return Collectors.joining("\n", "", "\n");
  }
}
