package ledger.experiment.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.experiment.process.Shutdown;
import ledger.io.FileTree;
import ledger.workspace.Environment;
import ledger.workspace.Workspace;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the package index that uv, or else pip, is configured for on this host. Nothing is installed
 * and no package is downloaded that its metadata can do without.
 */
public final class PackageIndex {
  private static final Pattern ONE = Pattern.compile("([A-Za-z0-9._-]+)==(\\S+).*");
  private static final Pattern OLDEST = Pattern.compile(">=\\s*([0-9]+(?:\\.[0-9]+)*)");

  private final Workspace workspace;
  private final Map<String, String> system;

  /**
   * @param system this process's environment variables
   */
  public PackageIndex(Workspace workspace, Map<String, String> system) {
    this.workspace = workspace;
    this.system = system;
  }

  /** Work with tools in a folder of its own, which is removed afterwards. */
  private interface Asking<T> {
    T run(SetupSteps setup, Path scratch) throws IOException, EnvironmentFailure;
  }

  /**
   * The newest version of each package that this host and the environment's Python can install.
   *
   * @throws EnvironmentFailure if the index cannot be asked, or lacks one of them
   */
  public SortedMap<String, String> newest(
      Environment spec, Set<String> names, Shutdown.Guard guard, BiConsumer<String, Duration> heard)
      throws EnvironmentFailure, IOException {
    Optional<Path> uv = UvTool.find(system, unusable -> {});
    return with(
        spec,
        guard,
        heard,
        (setup, scratch) ->
            uv.isPresent() ? byUv(uv.get(), setup, scratch, names) : byPip(setup, scratch, names));
  }

  private static SortedMap<String, String> byUv(
      Path uv, SetupSteps setup, Path scratch, Set<String> names)
      throws IOException, EnvironmentFailure {
    Files.write(scratch.resolve("names.in"), names);
    Path answer = scratch.resolve("names.txt");
    List<String> command = new ArrayList<>(List.of(uv.toString(), "pip", "compile", "--quiet"));
    command.addAll(List.of("--no-deps", "--no-header", "--no-annotate"));
    command.addAll(List.of("--python", setup.python().toString(), "names.in"));
    command.addAll(List.of("-o", answer.toString()));
    setup.run("asking the package index", command);
    SortedMap<String, String> newest = new TreeMap<>();
    for (String line : Files.readAllLines(answer)) {
      Matcher one = ONE.matcher(line.strip());
      if (one.matches()) {
        newest.put(Requirements.normal(one.group(1)), one.group(2));
      }
    }
    return newest;
  }

  private static SortedMap<String, String> byPip(SetupSteps setup, Path scratch, Set<String> names)
      throws IOException, EnvironmentFailure {
    Path answer = scratch.resolve("report.json");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(pip(setup, scratch).toString(), "-m", "pip", "install"));
    command.addAll(List.of("--dry-run", "--no-deps", "--ignore-installed", "--no-input"));
    command.addAll(List.of("--disable-pip-version-check", "--report", answer.toString()));
    command.addAll(names);
    setup.run("asking the package index", command);
    SortedMap<String, String> newest = new TreeMap<>();
    for (JsonNode one : new JsonMapper().readTree(answer.toFile()).path("install")) {
      JsonNode metadata = one.path("metadata");
      newest.put(
          Requirements.normal(metadata.path("name").asString("")),
          metadata.path("version").asString(""));
    }
    return newest;
  }

  /** A Python with pip: the system's may be without. */
  private static Path pip(SetupSteps setup, Path scratch) throws EnvironmentFailure {
    Path python = setup.python();
    try {
      setup.run("looking for pip", List.of(python.toString(), "-m", "pip", "--version"));
      return python;
    } catch (EnvironmentFailure noPip) {
      Path venv = scratch.resolve("venv");
      setup.run("preparing pip", List.of(python.toString(), "-m", "venv", venv.toString()));
      return venv.resolve("bin/python");
    }
  }

  /**
   * The lock file as it would be made now, for every system.
   *
   * @throws EnvironmentFailure if there is no uv, no file to make it from, or no solution
   */
  public byte[] lock(Environment spec, Shutdown.Guard guard, BiConsumer<String, Duration> heard)
      throws EnvironmentFailure, IOException {
    Path source = Requirements.source(workspace, spec);
    if (!workspace.files().isFile(source)) {
      throw EnvironmentFailure.at(
          "reading requirements",
          "there is no file " + SetupSteps.shown(workspace, source),
          null,
          "it names the packages that are wanted; the lock file is made from it");
    }
    Path uv =
        UvTool.find(system, unusable -> {})
            .orElseThrow(
                () ->
                    EnvironmentFailure.at(
                        "looking for uv",
                        "only uv locks for every system at once, and it is not on the PATH",
                        null,
                        "install it, for example with 'pip install uv'"));
    return with(
        spec,
        guard,
        heard,
        (setup, scratch) -> {
          Path lock = scratch.resolve("lock.txt");
          List<String> command = new ArrayList<>(List.of(uv.toString(), "pip", "compile"));
          command.addAll(List.of("--quiet", "--universal", "--generate-hashes", "--no-header"));
          Matcher oldest = OLDEST.matcher(spec.python());
          if (oldest.find()) {
            command.addAll(List.of("--python-version", oldest.group(1)));
          }
          command.addAll(List.of("--python", setup.python().toString()));
          command.addAll(List.of(String.valueOf(source.getFileName()), "-o", lock.toString()));
          Path folder = source.toAbsolutePath().getParent();
          setup.run("locking requirements", folder == null ? scratch : folder, command);
          return Files.readAllBytes(lock);
        });
  }

  private <T> T with(
      Environment spec, Shutdown.Guard guard, BiConsumer<String, Duration> heard, Asking<T> work)
      throws EnvironmentFailure, IOException {
    boolean venv = UvTool.find(system, unusable -> {}).isEmpty();
    Path python = PythonFinder.onThisHost(system).find(spec.python(), venv).file();
    Path scratch = Files.createTempDirectory("ledger-index-");
    Path log = workspace.state().folder("logs").resolve(spec.name() + "-index.log");
    try {
      Files.deleteIfExists(log);
      Files.createFile(log);
      SetupSteps setup =
          new SetupSteps(
              python,
              log,
              SetupSteps.shown(workspace, log),
              scratch,
              SetupSteps.variables(system),
              guard,
              heard::accept);
      return work.run(setup, scratch);
    } finally {
      FileTree.delete(scratch);
    }
  }
}
