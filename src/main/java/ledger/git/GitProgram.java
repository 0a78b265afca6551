package ledger.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The user's own git. JGit reads; whatever writes into a repository is done by git itself, because
 * it knows every index format and all of its owner's settings.
 */
public final class GitProgram {
  /** The result of a command. */
  public record Output(int exit, String out, String err) {
    /**
     * What the command printed.
     *
     * @throws IOException with git's own words if it failed
     */
    public String orFail(String what) throws IOException {
      if (exit != 0) {
        throw new IOException(
            what + ": " + (err.isBlank() ? "git exited with code " + exit : err).strip());
      }
      return out;
    }
  }

  private GitProgram() {}

  public static Output run(Path folder, String... words) throws IOException {
    return run(folder, Map.of(), new byte[0], words);
  }

  /**
   * Runs git in a folder.
   *
   * @throws IOException if there is no git, or the thread is interrupted while it runs
   */
  public static Output run(
      Path folder, Map<String, String> variables, byte[] input, String... words)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(variables);
    // Its messages are parsed nowhere, but shown next to ours.
    Process process = builder.start();
    try {
      CompletableFuture<byte[]> err = CompletableFuture.supplyAsync(() -> drained(process));
      try (var stdin = process.getOutputStream()) {
        stdin.write(input);
      } catch (IOException e) {
        // It ended without reading all input; its exit code says why.
      }
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Output(process.waitFor(), out, new String(err.join(), StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while git ran", e);
    } finally {
      process.destroy();
    }
  }

  private static byte[] drained(Process process) {
    try {
      return process.getErrorStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
