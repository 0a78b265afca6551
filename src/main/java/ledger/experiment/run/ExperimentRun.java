package ledger.experiment.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import ledger.evidence.record.Exit;
import ledger.evidence.record.GitState;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.Log;
import ledger.evidence.record.RunRecord;
import ledger.experiment.environment.EnvironmentFailure;
import ledger.experiment.environment.Environments;
import ledger.experiment.environment.Preload;
import ledger.experiment.environment.PythonFinder;
import ledger.experiment.events.EventReader;
import ledger.experiment.events.EventTail;
import ledger.experiment.events.RunFacts;
import ledger.experiment.process.LogExcerpt;
import ledger.experiment.process.Shutdown;
import ledger.experiment.process.Supervised;
import ledger.experiment.process.ThisHost;
import ledger.io.FileTree;
import ledger.workspace.Environment;
import ledger.workspace.Limits;
import ledger.workspace.Workspace;

/** One run, from the environment to the record. Nothing that a script does makes it throw. */
final class ExperimentRun {
  private final Workspace workspace;
  private final Path root;
  private final PlannedRun planned;
  private final Inputs inputs;
  private final Optional<GitState> git;
  private final Limits limits;
  private final Clock clock;
  private final Consumer<RunEvent> listener;
  private final Shutdown.Guard guard;

  private Duration elapsed = Duration.ZERO;

  ExperimentRun(
      Workspace workspace,
      PlannedRun planned,
      Inputs inputs,
      Optional<GitState> git,
      Limits limits,
      Clock clock,
      Consumer<RunEvent> listener,
      Shutdown.Guard guard) {
    this.workspace = workspace;
    this.root = workspace.root();
    this.planned = planned;
    this.inputs = inputs;
    this.git = git;
    this.limits = limits;
    this.clock = clock;
    this.listener = listener;
    this.guard = guard;
  }

  RunRecord execute() {
    EventReader events =
        new EventReader(
            planned.experiment().task().value(),
            (step, of, text) ->
                listener.accept(new RunEvent.StepReached(planned, step, of, text, elapsed)));
    Instant start = clock.instant();
    try {
      Environment spec = planned.environment();
      Map<String, String> system = System.getenv();
      Environments environments =
          new Environments(workspace, PythonFinder.onThisHost(system), system);
      List<Path> preload = Preload.resolve(spec);
      Path python = environments.python(spec, guard, this::settingUp);
      start = clock.instant();
      return execute(python, preload, events, start);
    } catch (EnvironmentFailure e) {
      Path file = e.log();
      Log log = file == null ? new Log("", 0) : LogExcerpt.read(root.resolve(file), names(root));
      Exit.Kind kind = guard.isCancelled() ? Exit.Kind.CANCELLED : Exit.Kind.NOT_STARTED;
      String detail = LogExcerpt.without(e.describe(), names(root));
      return record(start, Duration.ZERO, new Exit(kind, 0, detail), events, log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare a run", e);
    }
  }

  private void settingUp(String step, Duration since) {
    listener.accept(new RunEvent.SettingUp(planned.environment(), step, since));
  }

  private RunRecord execute(Path python, List<Path> preload, EventReader events, Instant start)
      throws IOException {
    Path folder = Files.createTempDirectory("ledger-run-").toRealPath();
    try {
      Path log = Files.createFile(folder.resolve("log"));
      Path file = Files.createFile(folder.resolve("events.jsonl"));
      Path work = Files.createDirectory(folder.resolve("work"));
      Path temporary = Files.createDirectory(folder.resolve("tmp"));
      EventTail tail = new EventTail(file, events, limits.output());
      Supervised.Job job =
          new Supervised.Job(
              List.of(python.toString(), "-u", planned.experiment().file().toString()),
              work,
              variables(file, temporary, preload),
              Environments.FOREIGN,
              log,
              file,
              planned.experiment().timeout(),
              limits.memory().of(ThisHost.memory()),
              limits.output(),
              folder,
              folder);
      listener.accept(new RunEvent.ProcessStarted(planned));
      Supervised.End end =
          Supervised.run(
              python,
              job,
              guard,
              since -> {
                elapsed = since;
                tail.follow();
                listener.accept(new RunEvent.StillRunning(planned, since));
              });
      tail.finish(end.outcome() == Supervised.Outcome.EXITED);
      Exit exit = Exits.of(end, events, planned.experiment().timeout(), limits.output());
      return record(start, end.elapsed(), exit, events, LogExcerpt.read(log, names(folder)));
    } finally {
      FileTree.delete(folder);
    }
  }

  private Map<String, String> variables(Path events, Path temporary, List<Path> preload) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("LEDGER_EVENTS", events.toString());
    variables.put("LEDGER_REQUIREMENTS", workspace.requirements(planned.environment()).toString());
    if (planned.quick()) {
      variables.put("LEDGER_QUICK", "1");
    }
    variables.put("PYTHONDONTWRITEBYTECODE", "1");
    variables.put("PYTHONNOUSERSITE", "1");
    variables.put("PYTHONUTF8", "1");
    variables.put("TMPDIR", temporary.toString());
    if (!preload.isEmpty()) {
      variables.put(
          Preload.variable(),
          preload.stream().map(Path::toString).collect(Collectors.joining(":")));
    }
    variables.putAll(planned.environment().variables());
    return variables;
  }

  /** What a published log has in place of this machine's folders. */
  private Map<String, String> names(Path folder) {
    Map<String, String> names = new LinkedHashMap<>();
    if (!folder.equals(root)) {
      names.put(folder.toString(), "(run)");
    }
    names.put(root + "/", "");
    names.put(root.toString(), ".");
    String home = System.getProperty("user.home", "");
    if (home.length() > 1) {
      names.put(home, "~");
    }
    return names;
  }

  private RunRecord record(
      Instant start, Duration duration, Exit exit, EventReader events, Log log) {
    RunFacts facts =
        new RunFacts(
            planned.environment().name(),
            planned.quick(),
            git.orElse(null),
            null,
            start,
            duration,
            exit,
            log);
    return facts.with(events, planned.experiment(), inputs);
  }
}
