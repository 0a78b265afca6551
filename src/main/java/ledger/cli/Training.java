package ledger.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the commands that should feel instant, on a scratch ledger and into nowhere, so that the
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

  private Training() {}

  /** Takes no arguments. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("ledger-training");
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    try {
      for (List<String> command : COMMANDS) {
        Main.run(
            Console.of(nowhere, nowhere, Map.of()),
            Map.of(),
            folder,
            Clock.system(ZoneOffset.UTC),
            command.toArray(String[]::new));
      }
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
