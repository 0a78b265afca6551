package ledger.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ledger.app.session.LocalClock;
import ledger.git.hook.HookCall;
import ledger.io.FileTree;

/**
 * Runs the commands that should feel instant, on a temporary ledger and without output, so that the
 * launcher can archive the classes that they load.
 */
public final class Training {
  private static final String TITLE = "`code`, *emphasis*, **bold**, \u8a9e and a [link](x)";

  /** On files alone. */
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("init"),
          List.of("add", TITLE, "--prefix", "A", "--priority", "High", "--notes", TITLE),
          List.of("list"),
          List.of("show", "A-001"),
          List.of("check"),
          List.of("move", "A-001", "start", "--dry-run"),
          List.of("move", "A-001", "start"),
          List.of("sort"),
          List.of("undo"));

  /** In a repository, with settings. */
  private static final List<List<String>> IN_GIT =
      List.of(HookCall.WORDS, List.of("move", "A-001", "start"));

  /** With an author, and without what the user's settings would run at a commit. */
  private static final List<String> GIT =
      List.of(
          "git",
          "-c",
          "user.name=ledger",
          "-c",
          "user.email=ledger@localhost",
          "-c",
          "commit.gpgSign=false",
          "-c",
          "core.hooksPath=/dev/null");

  /** After how many milliseconds a file is old enough for that. */
  private static final long SETTLED = 2_100;

  /** Settings of every type. */
  private static final String SETTINGS =
      "title = \"A\"\npriorities = [\"High\", \"Low\"]\n[environments.a]\npython = \">=3.10\"\n";

  /** For which flexmark is asked, since a quote may hold anything. */
  private static final String QUOTE = "\n\n> `code`\n\n";

  private Training() {}

  private static void run(PrintStream nowhere, Path folder, List<String> command) {
    Main.run(
        Console.of(nowhere, nowhere, Map.of()),
        Map.of(),
        folder,
        new LocalClock(),
        command.toArray(String[]::new));
  }

  /**
   * A check that recalls what another process remembered (ADR 20): what that one loads besides,
   * only checks of evidence need, and each command would load it with the archive.
   */
  private static void recall(PrintStream nowhere, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("ledger/experiments"));
    Thread.sleep(SETTLED);
    ProcessBuilder check =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "check");
    check.directory(folder.toFile()).environment().clear();
    check.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    check.redirectError(ProcessBuilder.Redirect.DISCARD);
    check.start().waitFor();
    run(nowhere, folder, List.of("check"));
  }

  /** Whether git did it; without git, no hook will ever run. */
  private static boolean git(Path folder, String... words) throws InterruptedException {
    List<String> command = new ArrayList<>(GIT);
    command.addAll(List.of(words));
    ProcessBuilder git = new ProcessBuilder(command).directory(folder.toFile());
    git.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    git.redirectError(ProcessBuilder.Redirect.DISCARD);
    // Not the repository that the launcher's caller works in.
    git.environment().keySet().removeIf(variable -> variable.startsWith("GIT_"));
    try {
      return git.start().waitFor() == 0;
    } catch (IOException noGit) {
      return false;
    }
  }

  /** Takes no arguments. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("ledger-training").toRealPath();
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    try {
      for (List<String> command : COMMANDS) {
        run(nowhere, folder, command);
      }
      recall(nowhere, folder);
      Path ledger = folder.resolve("ledger/TASKS.md");
      Files.writeString(ledger, Files.readString(ledger).replaceFirst("\n\n", QUOTE));
      run(nowhere, folder, List.of("list"));
      Files.writeString(folder.resolve("ledger/ledger.toml"), SETTINGS);
      if (git(folder, "init", "--quiet")
          && git(folder, "add", "ledger")
          && git(folder, "commit", "--quiet", "--message", "A")) {
        for (List<String> command : IN_GIT) {
          run(nowhere, folder, command);
        }
      }
    } finally {
      FileTree.delete(folder);
    }
  }
}
