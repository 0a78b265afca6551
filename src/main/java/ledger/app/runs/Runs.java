package ledger.app.runs;

import static ledger.app.session.UseCase.call;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import ledger.app.results.VerifyRequest;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.edit.Lookup;

/**
 * The verifications of a process, one at a time, in the order in which they were asked for. Each
 * goes on when nobody watches it. All end when this is closed with the process: what runs is
 * cancelled, and its process tree ends.
 */
public final class Runs implements AutoCloseable {
  /** How many of those that have ended are remembered. */
  private static final int REMEMBERED = 100;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Session session;
  private final Map<String, LiveRun> runs = new LinkedHashMap<>();
  private final List<Consumer<RunState>> listeners = new CopyOnWriteArrayList<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("ledger-runs").daemon().factory());

  /** Names of two processes differ, so that an old one is not taken for another. */
  private final String name;

  private int count;

  public Runs(Session session) {
    this.session = session;
    this.name = Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX);
  }

  /**
   * Asks for a verification. One that was asked for in the same words and has not ended is not
   * asked for again.
   *
   * @throws Failure for a task that does not exist, or a request that only plans
   */
  public RunState start(VerifyRequest request) throws IOException, InvalidFiles, Failure {
    if (request.planOnly()) {
      throw Failure.wrongRequest("a plan starts no run", "ask 'verify' for the plan");
    }
    List<TaskId> tasks =
        request.ids().isEmpty()
            ? List.of()
            : call(() -> Lookup.named(Workplace.open(session).ledger(), request.ids())).stream()
                .map(Task::id)
                .toList();
    LiveRun run;
    synchronized (this) {
      for (LiveRun known : runs.values()) {
        RunState state = known.state();
        if (!state.phase().ended() && state.request().equals(request)) {
          return state;
        }
      }
      String handle = "run-" + name + "-" + ++count;
      run = new LiveRun(handle, request, tasks, session.clock(), this::changed);
      runs.put(handle, run);
      forget();
    }
    changed(run.state());
    LiveRun started = run;
    worker.execute(() -> started.run(session));
    return run.state();
  }

  /** All that are remembered, oldest first. */
  public synchronized List<RunState> all() {
    return runs.values().stream().map(LiveRun::state).toList();
  }

  /** The one that is about a task and has not ended, or else the last one that was. */
  public Optional<RunState> of(TaskId task) {
    List<RunState> known =
        all().stream().filter(run -> run.tasks().isEmpty() || run.tasks().contains(task)).toList();
    return known.stream()
        .filter(run -> run.concerns(task))
        .findFirst()
        .or(() -> known.isEmpty() ? Optional.empty() : Optional.of(known.getLast()));
  }

  /**
   * A run as it is now.
   *
   * @throws Failure if there is no such run
   */
  public RunState state(String handle) throws Failure {
    return run(handle).state();
  }

  /** Asks for the end of a run, which follows within a second unless it has ended already. */
  public RunState cancel(String handle) throws Failure {
    LiveRun run = run(handle);
    run.cancel();
    return run.state();
  }

  /**
   * Waits until something happens to a run that a caller does not know yet.
   *
   * @param version the last one that the caller knows; {@link Long#MAX_VALUE} for the run's end
   */
  public RunState await(String handle, long version, Duration patience)
      throws Failure, InterruptedException {
    return run(handle).await(version, patience.toMillis());
  }

  /** Hears each change of each run, on the thread that makes it. */
  public void listen(Consumer<RunState> listener) {
    listeners.add(listener);
  }

  /** Cancels everything, and waits for the end of what runs. */
  @Override
  public void close() {
    List<LiveRun> all;
    synchronized (this) {
      all = new ArrayList<>(runs.values());
    }
    all.forEach(LiveRun::cancel);
    worker.shutdown();
    try {
      if (!worker.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        worker.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized LiveRun run(String handle) throws Failure {
    LiveRun run = runs.get(handle);
    if (run == null) {
      throw Failure.no(
          "there is no run '" + handle + "'",
          "runs end with the process that made them; the records of results stay");
    }
    return run;
  }

  private void changed(RunState state) {
    listeners.forEach(listener -> listener.accept(state));
  }

  private void forget() {
    var ended =
        runs.entrySet().stream()
            .filter(run -> run.getValue().state().phase().ended())
            .map(Map.Entry::getKey)
            .toList();
    ended.stream().limit(Math.max(0, runs.size() - REMEMBERED)).forEach(runs::remove);
  }
}
