package ledger.app.host;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The programs of the user's PATH. */
record ProgramPath(List<Path> folders) {
  private static final int PATIENCE = 10;

  static ProgramPath of(Map<String, String> env) {
    List<Path> folders = new ArrayList<>();
    for (String folder : env.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      try {
        if (folder.startsWith("/")) {
          folders.add(Path.of(folder));
        }
      } catch (InvalidPathException notAFolder) {
        // The shell finds nothing there either.
      }
    }
    return new ProgramPath(List.copyOf(folders));
  }

  /** All of this name, in the order in which a shell looks for them. */
  List<Path> all(String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .toList();
  }

  Optional<Path> first(String name) {
    return all(name).stream().findFirst();
  }

  /** The first line that a program prints; empty if it fails or takes too long. */
  static Optional<String> line(Map<String, String> more, String... command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(more);
    builder.redirectErrorStream(true).redirectInput(new File("/dev/null"));
    try {
      Process process = builder.start();
      if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.exitValue() == 0 ? out.lines().findFirst() : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
