package ledger.experiment.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import ledger.evidence.claim.VersionSpecifier;
import ledger.experiment.process.Shutdown;
import ledger.io.FileTree;
import ledger.io.LockFile;
import ledger.io.StateFolder;
import ledger.workspace.Environment;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * Creates the Python environments of a workspace, each once, in {@code .ledger/envs/NAME-DIGEST}: a
 * changed requirements file leads to a new one. Before each use it is held against what was
 * installed, and made again if it is not that any more.
 *
 * <p>An environment is complete when it has its marker file, which is written after what is
 * installed was looked at. It is created where it stays, because its scripts contain their own
 * absolute path; what a killed set-up left behind has no marker and is removed first. A lock keeps
 * other processes out.
 */
public final class Environments {
  public static final String MARKER = EnvironmentSeal.MARKER;

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

  /** The same without a script, for whatever Python the environment has. */
  public Path python(Environment spec, Shutdown.Guard guard, SetupListener listener)
      throws EnvironmentFailure {
    return python(spec, null, guard, listener);
  }

  /**
   * The environment's interpreter; the environment is created if it is missing or was altered, and
   * a script's dependencies are locked if they are not.
   *
   * @param required which Python versions the script can run on; null for any
   * @throws EnvironmentFailure if it cannot be created; nothing of it counts as complete then
   */
  public Path python(
      Environment spec, @Nullable String required, Shutdown.Guard guard, SetupListener listener)
      throws EnvironmentFailure {
    try {
      synchronized (Environments.class) {
        if (!spec.dependencies().isEmpty()) {
          Environment locked = spec.on(both(spec.python(), required));
          lock(new ScriptLock(workspace, locked), locked.python(), guard, listener);
        } else if (!spec.needsNothing()) {
          requireFile(workspace.requirements(spec));
        }
        return made(suitable(spec.bare(), required), guard, listener);
      }
    } catch (IOException e) {
      throw EnvironmentFailure.at(
          "writing files", String.valueOf(e), null, "check the disk's free space and permissions");
    }
  }

  private void requireFile(Path requirements) throws EnvironmentFailure, IOException {
    if (!workspace.files().isFile(requirements)) {
      throw EnvironmentFailure.at(
          "reading requirements",
          "there is no file " + below(requirements),
          null,
          "correct the path in the settings, or create the file");
    }
  }

  private static String both(String range, @Nullable String required) {
    return required == null || required.equals(range) ? range : range + "," + required;
  }

  /**
   * The environment as it is, if its Python is one that the script can run on; otherwise another
   * one with the same packages.
   */
  private Environment suitable(Environment spec, @Nullable String required)
      throws EnvironmentFailure {
    if (required == null) {
      return spec;
    }
    EnvironmentSeal seal = new EnvironmentSeal(folder(spec));
    Optional<String> known = seal.isMade() ? seal.version() : Optional.empty();
    if (known.isEmpty() && seal.isMade()) {
      known = PythonFinder.version(seal.python());
    }
    String version = known.isPresent() ? known.get() : finder.find(spec.python(), false).version();
    boolean suits =
        VersionSpecifier.parse(required).flatMap(range -> range.matches(version)).orElse(false);
    return suits ? spec : spec.on(both(spec.python(), required));
  }

  /** The name of an environment's folder, whether or not it has been created. */
  public static String folderName(Workspace workspace, Environment spec) {
    // Only the locked content and the Python range: variables change nothing in the folder.
    return spec.name() + "-" + Requirements.digest(workspace, spec.bare()).substring(0, 12);
  }

  private String name(Environment spec) {
    return folderName(workspace, spec);
  }

  private Path folder(Environment spec) {
    return state.folder("envs").resolve(name(spec));
  }

  private Path made(Environment spec, Shutdown.Guard guard, SetupListener listener)
      throws EnvironmentFailure, IOException {
    EnvironmentSeal seal = new EnvironmentSeal(folder(spec));
    Requirements.Pins pins = Requirements.pins(workspace, spec);
    if (seal.isMade() && (seal.isUntouched() || seal.look(pins).isEmpty())) {
      return seal.python();
    }
    if (!seal.isMade()) {
      listener.step("waiting for another set-up to finish", Duration.ZERO);
    }
    try (LockFile lock = LockFile.open(state.folder("envs").resolve(name(spec) + ".lock"))) {
      lock.lock();
      if (seal.isMade()) {
        List<Alteration> altered = seal.look(pins);
        if (altered.isEmpty()) {
          return seal.python();
        }
        listener.notice(new SetupNotice.Altered(altered));
      }
      make(spec, seal, pins, guard, listener);
      return seal.python();
    }
  }

  private void make(
      Environment spec,
      EnvironmentSeal seal,
      Requirements.Pins pins,
      Shutdown.Guard guard,
      SetupListener listener)
      throws EnvironmentFailure, IOException {
    inSteps(
        name(spec),
        spec.python(),
        guard,
        listener,
        (uv, steps) -> {
          FileTree.delete(seal.folder());
          install(spec, seal, uv, steps);
          List<Alteration> faults = seal.look(pins);
          if (!faults.isEmpty()) {
            throw EnvironmentFailure.unclear(
                "checking what was installed",
                "it is not what "
                    + below(workspace.requirements(spec))
                    + " asks for: "
                    + Alteration.words(faults),
                steps.shown(),
                EnvironmentFailure.SEE_LOG);
          }
        });
  }

  private void install(Environment spec, EnvironmentSeal seal, @Nullable Path uv, SetupSteps steps)
      throws EnvironmentFailure, IOException {
    String creating = "creating the environment";
    String folder = seal.folder().toString();
    List<String> command = new ArrayList<>();
    if (uv == null) {
      steps.venv(creating, steps.python(), seal.folder());
      command.addAll(List.of(seal.python().toString(), "-m", "pip", "install", "--no-input"));
      command.add("--disable-pip-version-check");
    } else {
      String python = steps.python().toString();
      steps.run(creating, List.of(uv.toString(), "venv", "--python", python, folder));
      command.addAll(List.of(uv.toString(), "pip", "install", "--python"));
      command.add(seal.python().toString());
    }
    if (spec.needsNothing()) {
      return;
    }
    command.addAll(List.of("--require-hashes", "-r", workspace.requirements(spec).toString()));
    try {
      steps.run("installing requirements", command);
    } catch (EnvironmentFailure e) {
      String help =
          spec.dependencies().isEmpty() ? "" : new ScriptLock(workspace, spec).helpElsewhere();
      throw help.isEmpty() ? e : e.with(help);
    }
  }

  private void lock(ScriptLock lock, String range, Shutdown.Guard guard, SetupListener listener)
      throws EnvironmentFailure, IOException {
    if (lock.isCurrent()) {
      return;
    }
    inSteps(
        Environment.SCRIPT + "-" + lock.file().getFileName(),
        range,
        guard,
        listener,
        (uv, steps) -> {
          if (uv == null) {
            lock.byPip(steps);
          } else {
            lock.byUv(uv, steps);
          }
        });
    listener.notice(new SetupNotice.Locked(below(lock.file())));
  }

  /** What is done with uv, or without it. */
  private interface SetupWork {
    void run(@Nullable Path uv, SetupSteps steps) throws EnvironmentFailure, IOException;
  }

  /** Does it with uv if there is one that works, and otherwise without. */
  private void inSteps(
      String name, String range, Shutdown.Guard guard, SetupListener listener, SetupWork work)
      throws EnvironmentFailure, IOException {
    Path uv = UvTool.find(system, listener::notice).orElse(null);
    listener.step("looking for Python", Duration.ZERO);
    Path python = finder.find(range, uv == null).file();
    Path log = state.folder("logs").resolve(name + ".log");
    Files.deleteIfExists(log);
    Files.createFile(log);
    try {
      inSteps(uv, python, log, guard, listener, work);
    } catch (EnvironmentFailure e) {
      if (uv == null || !e.isUnclear() || guard.isCancelled()) {
        throw e;
      }
      listener.notice(
          new SetupNotice.UvUnusable(uv, "failed while " + e.step() + ": " + e.getMessage()));
      inSteps(null, finder.find(range, true).file(), log, guard, listener, work);
    }
  }

  private void inSteps(
      @Nullable Path uv,
      Path python,
      Path log,
      Shutdown.Guard guard,
      SetupListener listener,
      SetupWork work)
      throws EnvironmentFailure, IOException {
    Path scratch = Files.createTempDirectory("ledger-setup-");
    try {
      SortedMap<String, String> variables = SetupSteps.variables(system);
      work.run(uv, new SetupSteps(python, log, below(log), scratch, variables, guard, listener));
    } finally {
      FileTree.delete(scratch);
    }
  }

  private Path below(Path file) {
    return SetupSteps.shown(workspace, file);
  }
}
