package ledger.mcp.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import ledger.app.results.VerifyResult;
import ledger.app.runs.RunState;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.evidence.words.ReasonWords;
import ledger.experiment.run.RunEvent;

/** Waits for a verification as long as a client does, and says how far it is. */
final class RunAnswer {
  /** Clients give up after a minute. */
  private static final int LONGEST = 50;

  static final int USUAL = 20;

  private RunAnswer() {}

  /**
   * Waits for the end of a verification.
   *
   * @param seconds how long
   * @param owned whether the verification ends with the call, if that is cancelled
   */
  static ToolAnswer of(ToolCall call, String handle, int seconds, boolean owned)
      throws IOException, InvalidFiles, Failure {
    if (owned) {
      call.rpc().endsBy(() -> cancel(call, handle));
    }
    long end = System.nanoTime() + Duration.ofSeconds(Math.clamp(seconds, 0, LONGEST)).toNanos();
    RunState state = call.runs().state(handle);
    try {
      while (!state.phase().ended() && System.nanoTime() < end) {
        Duration left = Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
        long known = state.version();
        state = call.runs().await(handle, known, left);
        RunEvent latest = state.latest();
        if (state.version() > known && latest != null) {
          ProgressWords.of(latest).ifPresent(call.progress());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    call.rpc().endsByItself();
    return of(state);
  }

  private static void cancel(ToolCall call, String handle) {
    try {
      call.runs().cancel(handle);
    } catch (Failure e) {
      return; // It has ended, so long ago that nobody remembers.
    }
  }

  private static ToolAnswer of(RunState state) throws IOException, InvalidFiles, Failure {
    return switch (state.phase()) {
      case COMPLETED -> completed(Objects.requireNonNull(state.result()));
      case CANCELLED -> ToolAnswer.failed(state.handle() + " was cancelled; nothing was recorded");
      case FAILED -> {
        switch (state.failure()) {
          case IOException e -> throw e;
          case InvalidFiles e -> throw e;
          case Failure e -> throw e;
          case UncheckedIOException e -> throw Objects.requireNonNull(e.getCause());
          case null, default ->
              throw new IllegalStateException(String.valueOf(state.failure()), state.failure());
        }
      }
      case QUEUED, WAITING, RUNNING -> {
        RunEvent latest = state.latest();
        String now = latest == null ? "" : ProgressWords.of(latest).map(t -> ", " + t).orElse("");
        String holder = state.holder() == null ? "" : ", waiting for " + state.holder();
        yield ToolAnswer.of(
            "still running as "
                + state.handle()
                + now
                + holder
                + "\ncall results with run \""
                + state.handle()
                + "\" for its verdict, or with cancel true to end it");
      }
    };
  }

  private static ToolAnswer completed(VerifyResult result) {
    StringBuilder text = new StringBuilder(EvidenceText.verdicts(result.evidence()));
    result
        .firstLooks()
        .forEach(
            look ->
                text.append("quick run of ")
                    .append(look.record().experiment())
                    .append(", which does not count: ")
                    .append(EvidenceText.word(look.verdict().status()))
                    .append(": ")
                    .append(ReasonWords.of(look.verdict()))
                    .append('\n'));
    result.planned().stream()
        .filter(run -> !run.run())
        .forEach(run -> text.append(ProgressWords.notRun(run)).append('\n'));
    return ToolAnswer.of(text.toString());
  }
}
