package ledger.experiment.environment;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import ledger.evidence.claim.VersionSpecifier;
import ledger.io.FileTree;

/** Finds a Python that works and has a suitable version. A name on the PATH proves nothing. */
public final class PythonFinder {
  private static final List<String> NAMES =
      List.of("python3.13", "python3.12", "python3.11", "python3.10", "python3", "python");
  private static final String PROBE =
      "import sys,importlib.util as u;print(sys.executable);"
          + "print('%d.%d.%d'%sys.version_info[:3]);print(bool(u.find_spec('ensurepip')))";

  private final List<Path> folders;
  private final List<String> rejected = new ArrayList<>();

  PythonFinder(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /** Looks along the PATH, in pyenv's folders and in the system's usual ones. */
  public static PythonFinder onThisHost(Map<String, String> variables) {
    Set<Path> folders = new LinkedHashSet<>(path(variables));
    Path home = Path.of(System.getProperty("user.home", "/"));
    String pyenv = variables.get("PYENV_ROOT");
    Path root = pyenv == null ? home.resolve(".pyenv") : Path.of(pyenv);
    folders.add(root.resolve("shims"));
    folders.addAll(below(root.resolve("versions"), "bin"));
    folders.add(Path.of("/usr/local/bin"));
    folders.add(Path.of("/opt/homebrew/bin"));
    folders.add(Path.of("/usr/bin"));
    folders.addAll(below(Path.of("/Library/Frameworks/Python.framework/Versions"), "bin"));
    return new PythonFinder(List.copyOf(folders));
  }

  static List<Path> path(Map<String, String> variables) {
    List<Path> folders = new ArrayList<>();
    for (String folder : variables.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (folder.startsWith("/")) {
        folders.add(Path.of(folder));
      }
    }
    return folders;
  }

  private static List<Path> below(Path folder, String name) {
    try {
      return FileTree.list(folder).reversed().stream().map(entry -> entry.resolve(name)).toList();
    } catch (UncheckedIOException e) {
      return List.of();
    }
  }

  /**
   * The interpreter itself, not a shim in front of it.
   *
   * @param specifier which versions are suitable
   * @param withVenv whether it must be able to create environments with pip
   * @throws EnvironmentFailure if none is suitable; it says what was tried
   */
  public Path find(String specifier, boolean withVenv) throws EnvironmentFailure {
    VersionSpecifier wanted =
        VersionSpecifier.parse(specifier)
            .orElseThrow(
                () ->
                    EnvironmentFailure.at(
                        "looking for Python",
                        "\"" + specifier + "\" is not a version specifier",
                        null,
                        "use one such as >=3.10"));
    Set<Path> tried = new LinkedHashSet<>();
    for (String name : NAMES) {
      for (Path folder : folders) {
        Path candidate = folder.resolve(name);
        if (Files.isExecutable(candidate) && tried.add(candidate)) {
          Path found = probe(candidate, wanted, withVenv);
          if (found != null) {
            return found;
          }
        }
      }
    }
    String seen = rejected.isEmpty() ? "none was found" : String.join("; ", rejected);
    throw EnvironmentFailure.at(
        "looking for Python",
        "no working Python " + specifier + " (" + seen + ")",
        null,
        "install one, with venv and pip, using the system's package manager, pyenv or uv");
  }

  private @org.jspecify.annotations.Nullable Path probe(
      Path candidate, VersionSpecifier wanted, boolean withVenv) {
    try {
      Process process =
          new ProcessBuilder(candidate.toString(), "-I", "-c", PROBE)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(new File("/dev/null"))
              .start();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        rejected.add(candidate + " does not respond");
        return null;
      }
      List<String> lines =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      if (process.exitValue() != 0 || lines.size() != 3) {
        rejected.add(candidate + " does not work");
      } else if (!wanted.matches(lines.get(1)).orElse(false)) {
        rejected.add(candidate + " is " + lines.get(1));
      } else if (withVenv && !lines.get(2).equals("True")) {
        rejected.add(candidate + " lacks ensurepip");
      } else {
        return Path.of(lines.get(0));
      }
    } catch (IOException e) {
      rejected.add(candidate + " cannot be started");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }
}
