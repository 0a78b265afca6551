package ledger.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ledger.io.FileTree;

/**
 * Runs the commands that should feel instant, on a temporary ledger and without output, so that the
 * launcher can archive the classes that they load.
 */
public final class Training {
  private static final String TITLE = "`code`, *emphasis*, **bold** and a [link](x)";

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("init"),
          List.of("add", TITLE, "--prefix", "A", "--priority", "High", "--notes", TITLE),
          List.of("list"),
          List.of("show", "A-001"),
          List.of("check"),
          List.of("move", "A-001", "start"),
          List.of("sort"),
          List.of("undo"));

  /** What a hook runs; this needs a repository. */
  private static final List<String> HOOK = List.of("check", "--staged");

  /** Settings of every type. */
  private static final String SETTINGS =
      "title = \"A\"\npriorities = [\"High\", \"Low\"]\n[environments.a]\npython = \">=3.10\"\n";

  private Training() {}

  private static void run(PrintStream nowhere, Path folder, List<String> command) {
    Main.run(
        Console.of(nowhere, nowhere, Map.of()),
        Map.of(),
        folder,
        Clock.system(ZoneOffset.UTC),
        command.toArray(String[]::new));
  }

  /** Whether git did it; without git, no hook will ever run. */
  private static boolean git(Path folder, String... words) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
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
    Path folder = Files.createTempDirectory("ledger-training");
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    try {
      for (List<String> command : COMMANDS) {
        run(nowhere, folder, command);
      }
      Files.writeString(folder.resolve("ledger/ledger.toml"), SETTINGS);
      run(nowhere, folder, List.of("check"));
      if (git(folder, "init", "--quiet") && git(folder, "add", "ledger")) {
        run(nowhere, folder, HOOK);
      }
    } finally {
      FileTree.delete(folder);
    }
  }
}
