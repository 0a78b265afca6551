package ledger.experiment.run;

import java.time.Duration;
import java.util.Map;
import ledger.evidence.record.Exit;
import ledger.experiment.events.EventReader;
import ledger.experiment.process.Supervised;
import ledger.text.Numbers;

/** Describes in a record how a run ended. */
final class Exits {
  /** Signals that have the same number on Linux and macOS. */
  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 4, "SIGILL", 6, "SIGABRT", 8, "SIGFPE", 9,
          "SIGKILL", 11, "SIGSEGV", 13, "SIGPIPE", 15, "SIGTERM");

  private Exits() {}

  /**
   * A run counts as completed only if it exited with 0, reached its end, and reported nothing
   * wrong.
   */
  static Exit of(Supervised.End end, EventReader events, Duration limit, long output) {
    int status = end.status();
    return switch (end.outcome()) {
      case EXITED -> exited(status, events);
      case SIGNALLED ->
          new Exit(Exit.Kind.SIGNALLED, status, "ended by " + signal(status) + after(events));
      case TIMED_OUT ->
          new Exit(
              Exit.Kind.TIMED_OUT,
              status,
              "still running after its time limit of "
                  + Numbers.exact(limit.toMillis() / 1000.0)
                  + " s"
                  + after(events));
      case CANCELLED -> new Exit(Exit.Kind.CANCELLED, status, "cancelled");
      case FLOODED ->
          new Exit(
              Exit.Kind.FAILED,
              status,
              "ended because it wrote more than "
                  + (output >> 20)
                  + " MiB of log or events; ledger.toml sets the limit"
                  + after(events));
      case OVER_MEMORY ->
          new Exit(
              Exit.Kind.FAILED,
              status,
              "ended because its processes used "
                  + end.detail()
                  + "; ledger.toml sets the limit"
                  + after(events));
      case NOT_STARTED ->
          new Exit(Exit.Kind.NOT_STARTED, status, "could not be started: " + end.detail());
    };
  }

  private static Exit exited(int status, EventReader events) {
    if (status != 0) {
      return new Exit(Exit.Kind.FAILED, status, "exited with status " + status + after(events));
    }
    if (events.problem().isPresent()) {
      return new Exit(Exit.Kind.FAILED, status, events.problem().get());
    }
    if (!events.ended()) {
      return new Exit(Exit.Kind.FAILED, status, "exited without an end event");
    }
    if (events.host().isEmpty()) {
      return new Exit(Exit.Kind.FAILED, status, "never reported its environment");
    }
    return new Exit(Exit.Kind.COMPLETED, status, "ran to its end");
  }

  private static String after(EventReader events) {
    String ended = events.ended() ? ", after its end event" : "";
    return ended + events.problem().map(problem -> "; " + problem).orElse("");
  }

  private static String signal(int number) {
    String name = SIGNALS.get(number);
    return "signal " + number + (name == null ? "" : " (" + name + ")");
  }
}
