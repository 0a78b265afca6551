package ledger.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * How wide the terminal is. The progress bar's own way to find out runs {@code test} and other
 * programs of the PATH, where a project may have anything under such a name.
 */
public final class TerminalWidth {
  private static final int USUAL = 80;
  private static final int NARROWEST = 20;
  private static final Path TERMINAL = Path.of("/dev/tty");

  private TerminalWidth() {}

  /** In columns; 80 if the terminal does not say. */
  public static int columns() {
    for (String stty : new String[] {"/bin/stty", "/usr/bin/stty"}) {
      if (Files.isExecutable(Path.of(stty))) {
        return asked(stty);
      }
    }
    return USUAL;
  }

  private static int asked(String stty) {
    try {
      Process process =
          new ProcessBuilder(stty, "size")
              .redirectInput(TERMINAL.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (!process.waitFor(2, TimeUnit.SECONDS) || process.exitValue() != 0) {
        return USUAL;
      }
      int columns = Integer.parseInt(answer.strip().split(" ", -1)[1]);
      return columns < NARROWEST ? USUAL : columns;
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return USUAL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }
}
