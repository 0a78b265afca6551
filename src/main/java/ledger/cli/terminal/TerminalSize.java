package ledger.cli.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How large the terminal is. The progress bar's own way to find out runs {@code test} and other
 * programs of the PATH, where a project may have anything under such a name.
 *
 * @param columns 80 if the terminal does not say
 * @param rows 0 if the terminal does not say
 */
public record TerminalSize(int columns, int rows) {
  private static final int USUAL = 80;
  private static final int NARROWEST = 20;
  private static final Path TERMINAL = Path.of("/dev/tty");

  /**
   * The size of the process's terminal.
   *
   * @param env where {@code COLUMNS} and {@code LINES} say something else, as they do for other
   *     programs
   */
  public static TerminalSize of(Map<String, String> env) {
    int columns = number(env.getOrDefault("COLUMNS", ""));
    int rows = number(env.getOrDefault("LINES", ""));
    if (columns > 0 && rows > 0) {
      return sensible(rows, columns);
    }
    TerminalSize asked = asked();
    return sensible(rows > 0 ? rows : asked.rows, columns > 0 ? columns : asked.columns);
  }

  private static TerminalSize asked() {
    for (String stty : new String[] {"/bin/stty", "/usr/bin/stty"}) {
      if (Files.isExecutable(Path.of(stty))) {
        return asked(stty);
      }
    }
    return new TerminalSize(0, 0);
  }

  private static TerminalSize asked(String stty) {
    try {
      Process process =
          new ProcessBuilder(stty, "size")
              .redirectInput(TERMINAL.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (!process.waitFor(2, TimeUnit.SECONDS) || process.exitValue() != 0) {
        return new TerminalSize(0, 0);
      }
      String[] numbers = answer.strip().split(" ", -1);
      return numbers.length == 2
          ? new TerminalSize(number(numbers[1]), number(numbers[0]))
          : new TerminalSize(0, 0);
    } catch (IOException e) {
      return new TerminalSize(0, 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new TerminalSize(0, 0);
    }
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
  }

  private static TerminalSize sensible(int rows, int columns) {
    return new TerminalSize(columns < NARROWEST ? USUAL : columns, rows);
  }
}
