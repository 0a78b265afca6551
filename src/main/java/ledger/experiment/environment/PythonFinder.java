package ledger.experiment.environment;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.evidence.claim.VersionSpecifier;
import ledger.io.FileTree;
import org.jspecify.annotations.Nullable;

/** Finds a Python that works and has a suitable version. A name on the PATH proves nothing. */
public final class PythonFinder {
  private static final List<String> NAMES =
      List.of("python3.13", "python3.12", "python3.11", "python3.10");

  private static final List<String> PLAIN = List.of("python3", "python");

  private static final String BROKEN = " does not work";

  private static final Pattern VERSIONED = Pattern.compile("python3\\.(\\d{1,4})");

  private static final String PROBE =
      "import sys,platform,importlib.util as u;print(sys.executable);"
          + "print(platform.python_version());print(bool(u.find_spec('ensurepip')))";

  /**
   * An interpreter that works.
   *
   * @param file the interpreter itself
   * @param version such as {@code 3.13.0}
   */
  public record FoundPython(Path file, String version) {}

  private final List<Path> folders;
  private final List<String> rejected = new ArrayList<>();
  private final Set<String> versions = new LinkedHashSet<>();

  PythonFinder(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /** Looks along the PATH, in pyenv's and uv's folders and in the system's usual ones. */
  public static PythonFinder onThisHost(Map<String, String> variables) {
    Set<Path> folders = new LinkedHashSet<>(path(variables));
    Path home = Path.of(System.getProperty("user.home", "/"));
    String pyenv = variables.get("PYENV_ROOT");
    Path root = pyenv == null ? home.resolve(".pyenv") : Path.of(pyenv);
    folders.add(root.resolve("shims"));
    folders.addAll(below(root.resolve("versions"), "bin"));
    String uv = variables.get("UV_PYTHON_INSTALL_DIR");
    String data = variables.get("XDG_DATA_HOME");
    Path share = data == null ? home.resolve(".local/share") : Path.of(data);
    folders.addAll(below(uv == null ? share.resolve("uv/python") : Path.of(uv), "bin"));
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
  public FoundPython find(String specifier, boolean withVenv) throws EnvironmentFailure {
    VersionSpecifier wanted =
        VersionSpecifier.parse(specifier)
            .orElseThrow(
                () ->
                    EnvironmentFailure.at(
                        "looking for Python",
                        "\"" + specifier + "\" is not a version specifier",
                        null,
                        "use one such as >=3.10"));
    rejected.clear();
    versions.clear();
    Set<Path> tried = new LinkedHashSet<>();
    for (String name : names()) {
      for (Path folder : folders) {
        Path candidate = folder.resolve(name);
        if (Files.isExecutable(candidate) && tried.add(candidate)) {
          FoundPython found = probe(candidate, wanted, withVenv);
          if (found != null) {
            return found;
          }
        }
      }
    }
    if (!versions.isEmpty()) {
      rejected.removeIf(why -> why.endsWith(BROKEN)); // a version that fits is what is missing
      rejected.addFirst("found: " + String.join(", ", versions));
    }
    String seen = rejected.isEmpty() ? "none was found" : String.join("; ", rejected);
    throw EnvironmentFailure.at(
        "looking for Python",
        "no working Python " + specifier + " (" + seen + ")",
        null,
        "install one, with venv and pip, using the system's package manager, pyenv (pyenv install)"
            + " or uv (uv python install)");
  }

  /** The usual names, and those of other versions that are there, the newest first. */
  private List<String> names() {
    TreeSet<Integer> others = new TreeSet<>(Comparator.reverseOrder());
    for (Path folder : folders) {
      for (Path file : entries(folder)) {
        Matcher versioned = VERSIONED.matcher(String.valueOf(file.getFileName()));
        if (versioned.matches() && !NAMES.contains(versioned.group())) {
          others.add(Integer.valueOf(versioned.group(1)));
        }
      }
    }
    List<String> names = new ArrayList<>(NAMES);
    others.forEach(minor -> names.add("python3." + minor));
    names.addAll(PLAIN);
    return names;
  }

  private static List<Path> entries(Path folder) {
    try {
      return FileTree.list(folder);
    } catch (UncheckedIOException e) {
      return List.of(); // not for us to see
    }
  }

  /** The version of an interpreter; empty if it does not work. */
  static Optional<String> version(Path python) {
    return answer(python).map(Interpreter::version);
  }

  /** What an interpreter says of itself. */
  private record Interpreter(Path file, String version, boolean venv) {}

  private @Nullable FoundPython probe(Path candidate, VersionSpecifier wanted, boolean withVenv) {
    Optional<Interpreter> answer = answer(candidate);
    if (answer.isEmpty()) {
      boolean isShim = candidate.toString().contains("/shims/"); // of a version that is not chosen
      if (!isShim) {
        rejected.add(candidate + BROKEN);
      }
    } else if (!wanted.matches(answer.get().version).orElse(false)) {
      versions.add(answer.get().version);
    } else if (withVenv && !answer.get().venv) {
      rejected.add(candidate + " lacks ensurepip");
    } else {
      return new FoundPython(answer.get().file, answer.get().version);
    }
    return null;
  }

  private static Optional<Interpreter> answer(Path python) {
    try {
      Process process =
          new ProcessBuilder(python.toString(), "-I", "-c", PROBE)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(new File("/dev/null"))
              .start();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      List<String> lines =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      if (process.exitValue() != 0 || lines.size() != 3) {
        return Optional.empty();
      }
      String version = lines.get(1).replaceFirst("\\+$", ""); // built between two releases
      return Optional.of(
          new Interpreter(Path.of(lines.get(0)), version, lines.get(2).equals("True")));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
