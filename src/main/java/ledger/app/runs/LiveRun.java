package ledger.app.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import ledger.app.results.VerifyRequest;
import ledger.app.results.VerifyResult;
import ledger.app.results.VerifyTasks;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Listener;
import ledger.app.session.Notice;
import ledger.app.session.Session;
import ledger.app.session.UseCase;
import ledger.document.TaskId;
import ledger.experiment.process.LogExcerpt;
import ledger.experiment.run.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * One verification. It is cancelled at the next thing that is heard of it, which is never longer
 * than 100 ms away: a listener that throws ends the process tree of what runs.
 */
final class LiveRun implements Listener {
  private static final int LOG_LINES = 400;

  private final Clock clock;
  private final Consumer<RunState> changed;
  private RunState state;
  private boolean cancelled;
  private @Nullable Thread waiting;
  private @Nullable Path log;
  private long logSize;

  LiveRun(
      String handle,
      VerifyRequest request,
      List<TaskId> tasks,
      Clock clock,
      Consumer<RunState> changed) {
    this.clock = clock;
    this.changed = changed;
    this.state =
        new RunState(
            handle,
            request,
            tasks,
            RunPhase.QUEUED,
            clock.instant(),
            null,
            0,
            null,
            null,
            List.of(),
            null,
            null);
  }

  synchronized RunState state() {
    return state;
  }

  /** Runs it to its end in this thread. */
  void run(Session session) {
    synchronized (this) {
      if (cancelled) {
        return;
      }
    }
    try {
      next(RunPhase.RUNNING, null, null, state().log());
      Session own = session.heardBy(this);
      VerifyResult result = UseCase.call(() -> VerifyTasks.run(own, state().request()));
      end(RunPhase.COMPLETED, result, null);
    } catch (IOException | InvalidFiles | Failure | RuntimeException e) {
      end(isCancelled() ? RunPhase.CANCELLED : RunPhase.FAILED, null, e);
    } catch (Error e) { // a card may not stay "running"
      end(RunPhase.FAILED, null, new IllegalStateException(e));
      throw e;
    } finally {
      Thread.interrupted(); // the next one in this thread has not been cancelled
    }
  }

  /** Ends it soon; nothing happens where it has ended. */
  void cancel() {
    synchronized (this) {
      if (state.phase().ended() || cancelled) {
        return;
      }
      cancelled = true;
      Thread blocked = waiting;
      if (blocked != null) {
        blocked.interrupt();
      }
      if (state.phase() != RunPhase.QUEUED) {
        return;
      }
    }
    end(RunPhase.CANCELLED, null, null);
  }

  /** Waits until it has ended, or that long. */
  synchronized RunState await(long version, long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    for (long left = millis;
        left > 0 && !state.phase().ended() && state.version() <= version;
        left = (end - System.nanoTime()) / 1_000_000) {
      wait(left);
    }
    return state;
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void heard(Notice notice) {
    synchronized (this) {
      waiting = notice instanceof Notice.WaitingForVerify ? Thread.currentThread() : null;
      if (cancelled) {
        throw new CancellationException("cancelled");
      }
    }
    if (notice instanceof Notice.WaitingForVerify wait) {
      next(RunPhase.WAITING, wait.holder(), null, List.of());
    } else if (notice instanceof Notice.RunStarts) {
      next(RunPhase.RUNNING, null, null, List.of());
    } else if (notice instanceof Notice.RunGoesOn(RunEvent event)) {
      heard(event);
    }
  }

  private void heard(RunEvent event) {
    RunState now = state();
    switch (event) {
      case RunEvent.ProcessStarted started -> {
        log = started.log();
        logSize = 0;
        next(RunPhase.RUNNING, null, event, List.of());
      }
      case RunEvent.StillRunning still -> {
        List<String> lines = written(now.log());
        if (!lines.equals(now.log()) || isNextSecond(now.latest(), still)) {
          next(RunPhase.RUNNING, null, event, lines);
        }
      }
      case RunEvent.Finished finished ->
          next(RunPhase.RUNNING, null, event, last(finished.record().log().text()));
      case RunEvent.SettingUp step -> {
        if (!(now.latest() instanceof RunEvent.SettingUp before)
            || !before.step().equals(step.step())
            || before.elapsed().toSeconds() != step.elapsed().toSeconds()) {
          next(RunPhase.RUNNING, null, event, now.log());
        }
      }
      case RunEvent.StepReached step -> next(RunPhase.RUNNING, null, event, now.log());
      case RunEvent.SetupNoticed noticed -> next(RunPhase.RUNNING, null, event, now.log());
    }
  }

  private static boolean isNextSecond(@Nullable RunEvent before, RunEvent.StillRunning still) {
    return !(before instanceof RunEvent.StillRunning last)
        || last.elapsed().toSeconds() != still.elapsed().toSeconds();
  }

  /** What the experiment wrote so far; the known lines where there is nothing new. */
  private List<String> written(List<String> known) {
    Path file = log;
    try {
      if (file == null || Files.size(file) == logSize) {
        return known;
      }
      logSize = Files.size(file);
      return last(LogExcerpt.read(file, Map.of()).text());
    } catch (IOException e) {
      return known;
    }
  }

  private static List<String> last(String text) {
    List<String> lines = text.lines().toList();
    return List.copyOf(lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
  }

  private void next(
      RunPhase phase, @Nullable String holder, @Nullable RunEvent latest, List<String> lines) {
    set(phase, null, holder, latest, lines, null, null);
  }

  private void end(RunPhase phase, @Nullable VerifyResult result, @Nullable Exception failure) {
    RunState now = state();
    set(phase, clock.instant(), null, now.latest(), now.log(), result, failure);
  }

  private void set(
      RunPhase phase,
      @Nullable Instant ended,
      @Nullable String holder,
      @Nullable RunEvent latest,
      List<String> lines,
      @Nullable VerifyResult result,
      @Nullable Exception failure) {
    RunState now;
    synchronized (this) {
      if (state.phase().ended()) {
        return;
      }
      now =
          new RunState(
              state.handle(),
              state.request(),
              state.tasks(),
              phase,
              state.asked(),
              ended,
              state.version() + 1,
              holder,
              latest,
              lines,
              result,
              phase == RunPhase.CANCELLED ? null : failure);
      state = now;
      notifyAll();
    }
    changed.accept(now);
  }
}
