package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README tells people to type exists. */
class ReadmeTest {
  private static final Pattern COMMAND =
      Pattern.compile("^    (?:bin/)?ledger ([a-z]+)", Pattern.MULTILINE);

  @Test
  void everyCommandHasHelp() throws Exception {
    List<String> commands =
        COMMAND
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map((MatchResult m) -> m.group(1))
            .distinct()
            .toList();
    assertThat(commands).hasSizeGreaterThan(8);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    for (String command : commands) {
      int exit =
          Main.run(
              Console.of(nowhere, nowhere, Map.of()),
              Map.of(),
              Path.of("").toAbsolutePath(),
              Clock.systemUTC(),
              command,
              "--help");
      assertThat(exit).as(command).isZero();
    }
  }
}
