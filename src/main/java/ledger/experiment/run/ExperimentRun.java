package ledger.experiment.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import ledger.evidence.record.Exit;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.Log;
import ledger.evidence.record.RunRecord;
import ledger.evidence.record.RunTraces;
import ledger.experiment.environment.EnvironmentFailure;
import ledger.experiment.environment.Environments;
import ledger.experiment.environment.Preload;
import ledger.experiment.environment.PythonFinder;
import ledger.experiment.environment.SetupListener;
import ledger.experiment.environment.SetupNotice;
import ledger.experiment.environment.UserVariables;
import ledger.experiment.events.EventReader;
import ledger.experiment.events.EventTail;
import ledger.experiment.events.RunFacts;
import ledger.experiment.inputs.CurrentInputs;
import ledger.experiment.inputs.RunObservation;
import ledger.experiment.process.CrashReason;
import ledger.experiment.process.LogExcerpt;
import ledger.experiment.process.Shutdown;
import ledger.experiment.process.Supervised;
import ledger.experiment.process.ThisHost;
import ledger.io.FileTree;
import ledger.workspace.Environment;
import ledger.workspace.Limits;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/** One run, from the environment to the record. Nothing that a script does makes it throw. */
final class ExperimentRun {
  private final Workspace workspace;
  private final Path root;
  private final PlannedRun planned;
  private final CurrentInputs inputs;
  private final Limits limits;
  private final Clock clock;
  private final Consumer<RunEvent> listener;
  private final Shutdown.Guard guard;

  private Duration elapsed = Duration.ZERO;
  private List<EventReader.UnusableLine> unusable = List.of();
  private CrashReason crash = CrashReason.NONE;

  ExperimentRun(
      Workspace workspace,
      PlannedRun planned,
      CurrentInputs inputs,
      Limits limits,
      Clock clock,
      Consumer<RunEvent> listener,
      Shutdown.Guard guard) {
    this.workspace = workspace;
    this.root = workspace.root();
    this.planned = planned;
    this.inputs = inputs;
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
      String required = planned.experiment().needs().python();
      Path python = environments.python(spec, required, guard, new HeardSetUp());
      start = clock.instant();
      return execute(python, preload, events, start);
    } catch (EnvironmentFailure e) {
      Path file = e.log();
      Log log = file == null ? new Log("", 0) : LogExcerpt.read(root.resolve(file), names(root));
      Exit.Kind kind = guard.isCancelled() ? Exit.Kind.CANCELLED : Exit.Kind.NOT_STARTED;
      String detail = LogExcerpt.without(e.describe(), names(root));
      return record(start, Duration.ZERO, new Exit(kind, 0, detail), events, log, null, null);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare a run", e);
    }
  }

  /** What a record does not keep, of the run that gave it. */
  TriedRun tried(RunRecord record) {
    return new TriedRun(planned.experiment(), record, unusable, crash.line());
  }

  /** Passes on what is heard of the set-up. */
  private final class HeardSetUp implements SetupListener {
    @Override
    public void step(String step, Duration since) {
      listener.accept(new RunEvent.SettingUp(planned.environment(), step, since));
    }

    @Override
    public void notice(SetupNotice notice) {
      listener.accept(new RunEvent.SetupNoticed(planned.environment(), notice));
    }
  }

  private RunRecord execute(Path python, List<Path> preload, EventReader events, Instant start)
      throws IOException {
    // After the set-up, which may have locked the script's dependencies.
    Inputs before =
        inputs.withoutFiles(planned.experiment(), planned.environment(), planned.task());
    Path folder = Files.createTempDirectory("ledger-run-").toRealPath();
    try {
      Path log = Files.createFile(folder.resolve("log"));
      Path file = Files.createFile(folder.resolve("events.jsonl"));
      Path work = Files.createDirectory(folder.resolve("work"));
      Path temporary = Files.createDirectory(folder.resolve("tmp"));
      EventTail tail = new EventTail(file, events, limits.output());
      RunObservation observation =
          inputs.observe(planned.experiment(), planned.environment(), folder);
      SortedMap<String, String> variables = variables(file, temporary, preload, observation);
      Supervised.Job job =
          new Supervised.Job(
              List.of(python.toString(), "-u", planned.experiment().file().toString()),
              work,
              variables,
              log,
              file,
              planned.experiment().timeout(),
              limits.memory().of(ThisHost.memory()),
              limits.output(),
              folder,
              folder);
      listener.accept(new RunEvent.ProcessStarted(planned, log));
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
      RunObservation.SeenOfRun seen = observation.result().orElse(null);
      unusable = events.unusable();
      crash = CrashReason.read(log, planned.experiment().file());
      Exit exit = exit(end, events, crash, folder);
      Log excerpt = LogExcerpt.read(log, names(folder));
      return record(
          start,
          end.elapsed(),
          Exits.unlessChanged(
              Exits.unlessOtherUnits(
                  exit, BoundUnits.problems(planned.experiment(), events.metrics())),
              changed(before, seen)),
          events,
          excerpt,
          seen == null ? null : inputs.observed(before, seen.observed()),
          traces(variables, folder, seen));
    } finally {
      FileTree.delete(folder);
    }
  }

  private Exit exit(Supervised.End end, EventReader events, CrashReason log, Path folder) {
    Exit exit = Exits.of(end, events, log, planned.experiment().timeout(), limits.output());
    return new Exit(exit.kind(), exit.status(), LogExcerpt.without(exit.detail(), names(folder)));
  }

  /**
   * The whole environment of the run: nothing else of the user's reaches it. The settings have the
   * last word, except about what the runner itself needs.
   */
  private SortedMap<String, String> variables(
      Path events, Path temporary, List<Path> preload, RunObservation observation) {
    Environment environment = planned.environment();
    Map<String, String> system = System.getenv();
    SortedMap<String, String> variables = UserVariables.always(system);
    variables.put("LANG", "C.UTF-8");
    if (!environment.needsNothing()) {
      variables.put("LEDGER_REQUIREMENTS", workspace.requirements(environment).toString());
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
    variables.putAll(UserVariables.passed(planned.experiment().pass(), environment, system));
    variables.putAll(environment.variables());
    variables.put("LEDGER_EVENTS", events.toString());
    if (planned.quick()) {
      variables.put("LEDGER_QUICK", "1");
    }
    variables.putAll(observation.variables(variables.getOrDefault("PYTHONPATH", "")));
    return variables;
  }

  /** Inputs that somebody else changed while the script ran, by name. */
  private List<String> changed(Inputs before, RunObservation.@Nullable SeenOfRun seen) {
    List<String> changed = new ArrayList<>();
    if (!inputs.isSame(planned.experiment(), before)) {
      changed.add(planned.experiment().script());
    }
    if (seen != null) {
      changed.addAll(seen.changed());
    }
    return changed;
  }

  private @Nullable RunTraces traces(
      Map<String, String> variables, Path folder, RunObservation.@Nullable SeenOfRun seen) {
    if (seen == null) {
      return null;
    }
    SortedMap<String, String> shown = UserVariables.recorded(variables);
    shown.replaceAll((name, value) -> LogExcerpt.without(value, names(folder)));
    return new RunTraces(shown, seen.written(), seen.commands());
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
      Instant start,
      Duration duration,
      Exit exit,
      EventReader events,
      Log log,
      @Nullable Inputs observed,
      @Nullable RunTraces traces) {
    Inputs used =
        observed == null
            ? inputs.forecast(planned.experiment(), planned.environment(), planned.task())
            : observed;
    RunFacts facts =
        new RunFacts(
            planned.environment().name(),
            planned.quick(),
            inputs.git(planned.experiment(), planned.environment(), used).orElse(null),
            null,
            start,
            duration,
            exit,
            log,
            traces);
    return facts.with(events, planned.experiment(), used);
  }
}
