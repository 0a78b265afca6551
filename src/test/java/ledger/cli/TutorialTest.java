package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/experiments.md}, word for word: a shell runs its commands, ledger runs here. */
class TutorialTest {
  private static final Pattern BLOCK =
      Pattern.compile("```(sh|python)\n(.*?)```\n", Pattern.DOTALL);

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(#.*)|(\\S+)");

  @TempDir Path folder;

  @Test
  void aFirstExperimentIsDoneAsItIsTold() throws Exception {
    String text = Files.readString(Path.of("docs/experiments.md"));
    int measured = 0;
    for (MatchResult block : BLOCK.matcher(text).results().toList()) {
      if (block.group(1).equals("sh")) {
        commands(block.group(2));
      } else {
        Path script = folder.resolve("ledger/experiments/sum_001.py");
        String draft = Files.readString(script);
        String header = draft.substring(0, draft.indexOf("# ///\n", 10) + 6);
        Files.writeString(script, header + block.group(2));
        measured++;
      }
    }
    assertThat(measured).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("ledger/TASKS.md")))
        .containsPattern("\\| SUM-001 \\| Sum in one step \\|.*1/1 claims; speedup ");
    assertThat(text).doesNotContainIgnoringCase("mlx");
    Path product = folder.resolve("src/sums.py");
    Files.writeString(product, Files.readString(product) + "# changed\n");
    assertThat(ledger("check")).contains("SUM-001").contains("stale");
  }

  private void commands(String block) throws Exception {
    StringBuilder shell = new StringBuilder();
    for (String line : block.lines().toList()) {
      if (line.startsWith("ledger ")) {
        shell(shell.toString());
        shell.setLength(0);
        List<String> words =
            WORD.matcher(line)
                .results()
                .filter(m -> m.group(2) == null)
                .map(TutorialTest::word)
                .toList();
        ledger(words.subList(1, words.size()).toArray(String[]::new));
      } else {
        shell.append(line).append('\n');
      }
    }
    shell(shell.toString());
  }

  private static String word(MatchResult match) {
    return match.group(1) == null ? match.group(3) : match.group(1);
  }

  private void shell(String script) throws Exception {
    Tool.Ended ended = Tool.run(folder, "sh", "-ec", script);
    assertThat(ended.exit()).as(script + ended.err()).isZero();
  }

  private String ledger(String... words) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int exit =
        Main.run(
            Console.of(out, out, System.getenv()),
            System.getenv(),
            folder.toAbsolutePath(),
            Clock.systemUTC(),
            words);
    String said = bytes.toString(StandardCharsets.UTF_8);
    assertThat(exit).as(String.join(" ", words) + ": " + said).isZero();
    return said;
  }
}
