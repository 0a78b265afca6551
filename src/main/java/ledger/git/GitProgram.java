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
 * The user's own git, run in a checkout. It knows every kind of index and repository and all of its
 * owner's settings, and it asks whose the repository is before it obeys them.
 *
 * <p>It never fetches: what a partial clone lacks is reported as missing.
 */
public final class GitProgram {
  /** Variables that are about one repository: {@code git rev-parse --local-env-vars}. */
  private static final List<String> LOCAL =
      List.of(
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_CONFIG",
          "GIT_CONFIG_PARAMETERS",
          "GIT_CONFIG_COUNT",
          "GIT_OBJECT_DIRECTORY",
          "GIT_DIR",
          "GIT_WORK_TREE",
          "GIT_IMPLICIT_WORK_TREE",
          "GIT_GRAFT_FILE",
          "GIT_INDEX_FILE",
          "GIT_NO_REPLACE_OBJECTS",
          "GIT_REPLACE_REF_BASE",
          "GIT_PREFIX",
          "GIT_INTERNAL_SUPER_PREFIX",
          "GIT_SHALLOW_FILE",
          "GIT_COMMON_DIR");

  private static final Map<String, String> READING =
      Map.of(
          // The first one is known since 2.45, the second one to every git.
          "GIT_NO_LAZY_FETCH", "1", "GIT_ALLOW_PROTOCOL", "none", "GIT_OPTIONAL_LOCKS", "0");

  private final Path folder;
  private final Map<String, String> variables;

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

  /**
   * @param folder in the checkout
   * @param variables about this repository; those of the process may be about another one
   */
  GitProgram(Path folder, Map<String, String> variables) {
    this.folder = folder;
    this.variables = variables;
  }

  /** Runs git. */
  public Output run(String... words) throws IOException {
    return run(Map.of(), new byte[0], words);
  }

  /**
   * Runs git.
   *
   * @throws IOException if there is no git, or the thread is interrupted while it runs
   */
  public Output run(Map<String, String> more, byte[] input, String... words) throws IOException {
    Process process = start(more, words);
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

  /** Starts git, which is to be ended by the caller. */
  Process start(Map<String, String> more, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeAll(LOCAL);
    environment.putAll(READING);
    environment.putAll(variables);
    environment.putAll(more);
    return builder.start();
  }

  private static byte[] drained(Process process) {
    try {
      return process.getErrorStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
