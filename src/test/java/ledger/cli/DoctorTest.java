package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What 'ledger doctor' finds on machines that lack something, and the remedy that it gives. */
class DoctorTest {
  @TempDir Path folder;
  private Path tools;
  private final Map<String, String> env = new HashMap<>();
  private int exit;

  @BeforeEach
  void aMachine() throws Exception {
    folder = folder.toRealPath();
    tools = Files.createDirectories(folder.resolve("tools"));
    env.put("PATH", tools.toString());
    env.put("PYENV_ROOT", folder.toString());
    Files.createDirectories(folder.resolve("here"));
    System.setProperty("ledger.launcher", program(folder, "installed/ledger", "").toString());
  }

  @AfterEach
  void noLauncher() {
    System.clearProperty("ledger.launcher");
  }

  @Test
  void namesTheLedgerThatComesFirst() throws Exception {
    assertThat(trouble("command")).isEqualTo("command-not-on-path hint");
    Files.createSymbolicLink(tools.resolve("ledger"), folder.resolve("installed/ledger"));
    assertThat(trouble("command")).isEqualTo("none");
    Path accounting = program(folder, "first/ledger", "echo Ledger 3.3");
    env.put("PATH", accounting.getParent() + ":" + tools);
    assertThat(trouble("command")).isEqualTo("other-command-first warning");
    program(tools, "task-ledger", "");
    assertThat(told())
        .contains(accounting + " comes before " + tools.resolve("ledger"))
        .contains("help: call this one as task-ledger");
    assertThat(exit).as("a warning is no failure").isZero();
  }

  @Test
  void missesGit() throws Exception {
    assertThat(trouble("git")).isEqualTo("no-git warning");
    program(tools, "git", "echo git version 2.99.1");
    assertThat(told()).containsPattern("ok +git +2\\.99\\.1\n");
  }

  @Test
  void anArchiveThatTheJvmRejectsIsNamedWithWhatMayBeTheCause() throws Exception {
    assertThat(trouble("archive")).isEqualTo("no-archive hint");
    System.setProperty("ledger.archive", folder.resolve("some.aot").toString());
    try {
      env.put("JAVA_TOOL_OPTIONS", "-Dx=y");
      assertThat(told())
          .contains("the class archive is not used: " + folder.resolve("some.aot"))
          .contains("unset JAVA_TOOL_OPTIONS");
    } finally {
      System.clearProperty("ledger.archive");
    }
  }

  @Test
  void whatWasSetUpAndDoesNotWorkIsAnError() throws Exception {
    assertThat(trouble("workspace")).isEqualTo("no-ledger hint");
    assertThat(exit).isZero();
    Path ledger = Files.createDirectories(folder.resolve("here/ledger"));
    Files.writeString(ledger.resolve("TASKS.md"), "## Backlog\n");
    Files.writeString(
        ledger.resolve("ledger.toml"),
        "environment = \"mine\"\n[environments.mine]\nrequirements = \"gone.txt\"\n");
    assertThat(told()).containsPattern("error +environment +mine: there is no file .*gone.txt");
    assertThat(exit).isEqualTo(ExitCode.NO);
    Files.writeString(ledger.resolve("ledger.toml"), "environment = ");
    assertThat(trouble("workspace")).isEqualTo("ledger-unreadable error");
    assertThat(exit).isEqualTo(ExitCode.NO);
  }

  @Test
  void eachScriptWithDependenciesHasAnEnvironmentOfItsOwn() throws Exception {
    Path ledger = Files.createDirectories(folder.resolve("here/ledger/experiments")).getParent();
    Files.writeString(ledger.resolve("TASKS.md"), "## Backlog\n");
    assertThat(told()).as("no script, no such environment").doesNotContain("script");
    Files.writeString(
        ledger.resolve("experiments/sums.py"),
        """
        # /// script
        # dependencies = ["numpy>=2"]
        # [tool.ledger]
        # task = "SUM-001"
        # title = "Sums"
        # headline = "speed"
        # [[tool.ledger.claims]]
        # id = "fast"
        # text = "It is fast"
        # metric = "speed"
        # at-least = 1
        # ///
        """);
    assertThat(told()).containsPattern("ok +environment +script of sums: not made yet\n");
  }

  @Test
  void changesNothing() throws Exception {
    Path ledger = Files.createDirectories(folder.resolve("here/ledger"));
    Files.writeString(ledger.resolve("TASKS.md"), "## Backlog\n");
    told();
    assertThat(folder.resolve("here/.ledger")).doesNotExist();
  }

  /** The trouble of the first check of a topic, with its weight. */
  private String trouble(String topic) {
    JsonNode json = JsonMapper.shared().readTree(run("doctor", "--json"));
    assertThat(json.get("schema").asString()).isEqualTo("ledger-doctor/1");
    for (JsonNode check : json.get("checks")) {
      if (check.get("topic").asString().equals(topic)) {
        return check.get("trouble").isNull()
            ? "none"
            : check.get("trouble").asString() + " " + check.get("weight").asString();
      }
    }
    throw new AssertionError(json.toString());
  }

  private String told() {
    return run("doctor");
  }

  private String run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Console console = Console.of(out, out, Map.of());
    exit = Main.run(console, env, folder.resolve("here"), Clock.systemUTC(), words);
    console.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Path program(Path folder, String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }
}
