package ledger.experiment.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import ledger.evidence.record.Exit;
import ledger.experiment.events.EventReader;
import ledger.experiment.process.CrashReason;
import ledger.experiment.process.Supervised;
import ledger.text.Numbers;
import ledger.text.Problem;

/** Describes in a record how a run ended. */
final class Exits {
  /** Signals that have the same number on Linux and macOS. */
  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 4, "SIGILL", 6, "SIGABRT", 8, "SIGFPE", 9,
          "SIGKILL", 11, "SIGSEGV", 13, "SIGPIPE", 15, "SIGTERM");

  private static final int SIGKILL = 9;

  /** A shell adds the number of the signal to this. */
  private static final int SHELL = 128;

  private Exits() {}

  /**
   * A run counts as completed only if it exited with 0, reached its end, and reported nothing
   * wrong. Otherwise the detail says why, as far as the log tells.
   *
   * @param log what the log says of a crash
   */
  static Exit of(
      Supervised.End end, EventReader events, CrashReason log, Duration limit, long output) {
    int status = end.status();
    return switch (end.outcome()) {
      case EXITED -> exited(status, events, log);
      case SIGNALLED ->
          new Exit(
              Exit.Kind.SIGNALLED,
              status,
              "ended by " + signal(status) + memory(status) + why(log) + after(events));
      case TIMED_OUT ->
          new Exit(
              Exit.Kind.TIMED_OUT,
              status,
              "still running after its time limit of "
                  + Numbers.exact(limit.toMillis() / 1000.0)
                  + " s"
                  + why(log)
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

  /** The same; but a run that ended well says nothing if its inputs were not the same all along. */
  static Exit unlessChanged(Exit exit, List<String> changed) {
    if (exit.kind() != Exit.Kind.COMPLETED || changed.isEmpty()) {
      return exit;
    }
    String more = changed.size() == 1 ? "" : " and " + (changed.size() - 1) + " more";
    return new Exit(
        Exit.Kind.INPUT_CHANGED,
        exit.status(),
        changed.getFirst() + more + " changed during the run");
  }

  /**
   * The same; but a run that ended well answers nothing if a claim has no unit in common with it.
   */
  static Exit unlessOtherUnits(Exit exit, List<Problem> units) {
    return exit.kind() != Exit.Kind.COMPLETED || units.isEmpty()
        ? exit
        : new Exit(
            Exit.Kind.FAILED,
            exit.status(),
            units.getFirst().place() + ": " + units.getFirst().message());
  }

  private static Exit exited(int status, EventReader events, CrashReason log) {
    if (status != 0) {
      String signal = status > SHELL ? killed(status - SHELL) : "";
      return new Exit(
          Exit.Kind.FAILED,
          status,
          "exited with status " + status + signal + why(log) + after(events));
    }
    if (events.problem().isPresent()) {
      return new Exit(Exit.Kind.FAILED, status, events.problem().get());
    }
    if (!events.ended()) {
      return new Exit(Exit.Kind.FAILED, status, "exited without an end event" + why(log));
    }
    if (events.host().isEmpty()) {
      return new Exit(Exit.Kind.FAILED, status, "never reported its environment");
    }
    return new Exit(Exit.Kind.COMPLETED, status, "ran to its end");
  }

  /** What the log says of it, from what is most likely the reason to what is least. */
  private static String why(CrashReason log) {
    String own = log.own().isEmpty() ? "" : ": " + log.own();
    String other = log.other().isEmpty() ? "" : "; a process or thread of it: " + log.other();
    String last = log.last().isEmpty() ? "" : "; it printed last: " + log.last();
    return own + other + last;
  }

  /** How a shell says that what it started was killed. */
  private static String killed(int signal) {
    return SIGNALS.containsKey(signal)
        ? " (as after "
            + SIGNALS.get(signal)
            + " in a process that it started"
            + memory(signal)
            + ")"
        : "";
  }

  /** The runner says so itself when it ends a run; so this was somebody else. */
  private static String memory(int signal) {
    return signal == SIGKILL ? ", which the system sends when memory runs out" : "";
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
