package ledger.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Shows an answer that is longer than the terminal, page by page. */
public final class Pager {
  private static final Path LESS = Path.of("/usr/bin/less");

  private Pager() {}

  /**
   * The pager's command: what {@code LEDGER_PAGER} or else {@code PAGER} says, for a shell; {@code
   * less} if they say nothing. Empty if there is none, or if nobody wants one: an empty value, or
   * {@code cat}.
   */
  public static List<String> command(Map<String, String> env) {
    String own = env.getOrDefault("LEDGER_PAGER", env.get("PAGER"));
    if (own != null) {
      String wanted = own.strip();
      return wanted.isEmpty() || wanted.equals("cat")
          ? List.of()
          : List.of("/bin/sh", "-c", wanted);
    }
    boolean dumb = env.getOrDefault("TERM", "dumb").equals("dumb");
    // -F: ends by itself if all fits; -R: colours; -X: leaves it on the screen; -K: ends by Ctrl-C.
    return !dumb && Files.isExecutable(LESS) ? List.of(LESS.toString(), "-FRXK") : List.of();
  }

  /**
   * Shows an answer and waits until the reader has seen enough of it.
   *
   * @return false if the pager could not be started; nothing has been shown then
   */
  public static boolean show(List<String> command, byte[] answer) {
    Process pager;
    try {
      pager =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      return false;
    }
    try (OutputStream to = pager.getOutputStream()) {
      to.write(answer);
    } catch (IOException e) {
      // The reader has seen enough.
    }
    try {
      return pager.waitFor() != 127; // what a shell says of a command that it does not find
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
