package ledger.experiment.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import ledger.experiment.process.LogExcerpt;
import ledger.experiment.process.Shutdown;
import ledger.experiment.process.Supervised;
import ledger.io.FileTree;
import ledger.io.LockFile;
import ledger.io.StateFolder;
import ledger.workspace.Environment;
import ledger.workspace.Workspace;

/**
 * Creates the Python environments of a workspace, each once, in {@code .ledger/envs/NAME-DIGEST}: a
 * changed requirements file leads to a new one.
 *
 * <p>An environment is complete when it has its marker file, which is written last. It is created
 * where it stays, because its scripts contain their own absolute path; what a killed set-up left
 * behind has no marker and is removed first. A lock keeps other processes out.
 */
public final class Environments {
  public static final String MARKER = "ledger-complete";

  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final long SETUP_LOG = 512L << 20;

  /** Variables that the user's shell may set for other Pythons. */
  public static final List<String> FOREIGN =
      List.of(
          "LEDGER_QUICK",
          "PYTHONPATH",
          "PYTHONHOME",
          "PYTHONSTARTUP",
          "PYTHONINSPECT",
          "PYTHONOPTIMIZE",
          "PYTHONBREAKPOINT",
          "PYTHONWARNINGS",
          "VIRTUAL_ENV",
          "CONDA_PREFIX",
          "__PYVENV_LAUNCHER__");

  private final Workspace workspace;
  private final StateFolder state;
  private final PythonFinder finder;
  private final Map<String, String> system;

  /**
   * @param system this process's environment variables
   */
  public Environments(Workspace workspace, PythonFinder finder, Map<String, String> system) {
    this.workspace = workspace;
    this.state = workspace.state();
    this.finder = finder;
    this.system = system;
  }

  /**
   * The environment's interpreter; the environment is created if it is missing.
   *
   * @param progress hears of each step, and about every 100 ms how long it has taken
   * @throws EnvironmentFailure if it cannot be created; nothing of it counts as complete then
   */
  public Path python(Environment spec, Shutdown.Guard guard, BiConsumer<String, Duration> progress)
      throws EnvironmentFailure {
    Path requirements = workspace.requirements(spec);
    if (!Files.isRegularFile(requirements)) {
      throw EnvironmentFailure.at(
          "reading requirements",
          "there is no file " + below(workspace, requirements),
          null,
          "correct the path in the settings, or create the file");
    }
    // Only the locked content and the Python range: variables change nothing in the folder.
    String digest = Requirements.digest(workspace, spec.bare()).substring(0, 12);
    String name = spec.name() + "-" + digest;
    Path folder = state.folder("envs").resolve(name);
    Path python = folder.resolve("bin/python");
    if (isWhole(folder, python)) {
      return python;
    }
    progress.accept("waiting for another set-up to finish", Duration.ZERO);
    synchronized (Environments.class) {
      try (LockFile lock = LockFile.open(state.folder("envs").resolve(name + ".lock"))) {
        lock.lock();
        if (!isWhole(folder, python)) {
          make(
              spec,
              requirements,
              folder,
              state.folder("logs").resolve(name + ".log"),
              guard,
              progress);
        }
        return python;
      } catch (IOException e) {
        throw EnvironmentFailure.at(
            "writing files",
            String.valueOf(e),
            null,
            "check the disk's free space and permissions");
      }
    }
  }

  private static boolean isWhole(Path folder, Path python) {
    return Files.isRegularFile(folder.resolve(MARKER)) && Files.isExecutable(python);
  }

  private void make(
      Environment spec,
      Path requirements,
      Path folder,
      Path log,
      Shutdown.Guard guard,
      BiConsumer<String, Duration> progress)
      throws EnvironmentFailure, IOException {
    Optional<Path> uv = uv();
    progress.accept("looking for Python", Duration.ZERO);
    Path python = finder.find(spec.python(), uv.isEmpty());
    FileTree.delete(folder);
    Files.deleteIfExists(log);
    Files.createFile(log);
    Path scratch = Files.createTempDirectory("ledger-setup-");
    try {
      Setup setup = new Setup(python, log, scratch, workspace, guard, progress);
      String lock = requirements.toString();
      String inside = folder.resolve("bin/python").toString();
      if (uv.isPresent()) {
        String tool = uv.get().toString();
        setup.step(
            "creating the environment",
            List.of(tool, "venv", "--python", python.toString(), folder.toString()));
        setup.step(
            "installing requirements",
            List.of(tool, "pip", "install", "--python", inside, "--require-hashes", "-r", lock));
      } else {
        setup.step(
            "creating the environment",
            List.of(python.toString(), "-m", "venv", folder.toString()));
        setup.step(
            "installing requirements",
            List.of(
                inside,
                "-m",
                "pip",
                "install",
                "--no-input",
                "--disable-pip-version-check",
                "--require-hashes",
                "-r",
                lock));
      }
      Files.writeString(folder.resolve(MARKER), below(workspace, requirements) + "\n");
    } finally {
      FileTree.delete(scratch);
    }
  }

  private static Path below(Workspace workspace, Path file) {
    Path root = workspace.root();
    return file.startsWith(root) ? root.relativize(file) : file;
  }

  private Optional<Path> uv() {
    return PythonFinder.path(system).stream()
        .map(folder -> folder.resolve("uv"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Runs the steps of one set-up, all with the same log. */
  private record Setup(
      Path python,
      Path log,
      Path scratch,
      Workspace workspace,
      Shutdown.Guard guard,
      BiConsumer<String, Duration> progress) {
    void step(String step, List<String> command) throws EnvironmentFailure {
      progress.accept(step, Duration.ZERO);
      Supervised.Job job =
          new Supervised.Job(
              command,
              scratch,
              Map.of("PYTHONDONTWRITEBYTECODE", "1", "PIP_REQUIRE_VIRTUALENV", "0"),
              FOREIGN,
              log,
              scratch.resolve("events"),
              LIMIT,
              0,
              SETUP_LOG,
              scratch,
              scratch);
      Supervised.End end =
          Supervised.run(python, job, guard, elapsed -> progress.accept(step, elapsed));
      if (end.outcome() == Supervised.Outcome.EXITED && end.status() == 0) {
        return;
      }
      SetupDiagnosis diagnosis = SetupDiagnosis.of(end, LogExcerpt.read(log, Map.of()).text());
      throw EnvironmentFailure.at(step, diagnosis.why(), below(workspace, log), diagnosis.help());
    }
  }
}
