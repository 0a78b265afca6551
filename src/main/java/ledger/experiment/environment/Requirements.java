package ledger.experiment.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ledger.io.Sha256;
import ledger.workspace.Environment;
import ledger.workspace.Workspace;

/** The locked requirements of environments. */
public final class Requirements {
  private Requirements() {}

  /**
   * The digest of an environment's lock file, and of everything else that the environment changes
   * for a script. A missing file has a digest of its own.
   */
  public static String digest(Workspace workspace, Environment environment) {
    Path file = workspace.requirements(environment);
    StringBuilder all = new StringBuilder(Files.isRegularFile(file) ? content(file) : "missing");
    all.append('\0').append(environment.python());
    environment.variables().forEach((name, value) -> all.append('\0').append(name + "=" + value));
    environment.preload().forEach(library -> all.append("\0preload ").append(library));
    return Sha256.ofText(all.toString());
  }

  /** The versions of a package that the lock file asks for; empty if it names none. */
  public static List<String> versions(Workspace workspace, Environment environment, String name) {
    Path file = workspace.requirements(environment);
    return Files.isRegularFile(file)
        ? content(file)
            .lines()
            .filter(line -> line.startsWith(name + "=="))
            .map(line -> line.substring(name.length() + 2).split("[ ;\\\\]", 2)[0])
            .distinct()
            .toList()
        : List.of();
  }

  /** As Latin-1, so that any bytes will do. */
  private static String content(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
