package ledger.experiment.environment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import ledger.experiment.process.LogExcerpt;
import ledger.experiment.process.Shutdown;
import ledger.experiment.process.Supervised;
import ledger.workspace.Workspace;

/**
 * Runs the programs of one set-up, all with the same log.
 *
 * @param python runs the supervisor
 * @param shown the log as messages name it
 * @param scratch an empty folder, in which they run
 * @param variables their whole environment
 */
record SetupSteps(
    Path python,
    Path log,
    Path shown,
    Path scratch,
    SortedMap<String, String> variables,
    Shutdown.Guard guard,
    SetupListener listener) {
  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final long LOG_SIZE = 512L << 20;

  /** What pip and uv get to see of this process's variables. */
  static SortedMap<String, String> variables(Map<String, String> system) {
    SortedMap<String, String> variables = UserVariables.forSetUp(system);
    variables.put("PYTHONDONTWRITEBYTECODE", "1");
    variables.put("PIP_REQUIRE_VIRTUALENV", "0"); // a file of pip's may ask for it
    return variables;
  }

  /** A file as messages name it. */
  static Path shown(Workspace workspace, Path file) {
    Path root = workspace.root();
    return file.startsWith(root) ? root.relativize(file) : file;
  }

  /**
   * @throws EnvironmentFailure if it does not exit with 0
   */
  void run(String step, List<String> command) throws EnvironmentFailure {
    run(step, scratch, command);
  }

  /** The same in another working folder. */
  void run(String step, Path folder, List<String> command) throws EnvironmentFailure {
    listener.step(step, Duration.ZERO);
    Supervised.Job job =
        new Supervised.Job(
            command,
            folder,
            variables,
            log,
            scratch.resolve("events"),
            LIMIT,
            0,
            LOG_SIZE,
            scratch,
            scratch);
    Supervised.End end =
        Supervised.run(python, job, guard, elapsed -> listener.step(step, elapsed));
    if (end.outcome() == Supervised.Outcome.EXITED && end.status() == 0) {
      return;
    }
    SetupDiagnosis found = SetupDiagnosis.of(end, LogExcerpt.read(log, Map.of()).text());
    throw found.clear()
        ? EnvironmentFailure.at(step, found.why(), shown, found.help())
        : EnvironmentFailure.unclear(step, found.why(), shown, found.help());
  }

  /** A new virtual environment that has pip, made with this interpreter. */
  void venv(String step, Path interpreter, Path folder) throws EnvironmentFailure {
    run(step, List.of(interpreter.toString(), "-m", "venv", folder.toString()));
  }
}
