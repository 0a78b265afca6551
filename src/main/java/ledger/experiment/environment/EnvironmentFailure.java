package ledger.experiment.environment;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An environment could not be created: at which step, why, where the log is, and a hint. */
public final class EnvironmentFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final String step;
  private final transient @Nullable Path log;
  private final String help;
  private final Clarity kind;

  private enum Clarity {
    PLAIN,
    ABSENT,
    UNCLEAR
  }

  /** The hint where nothing better is known; whoever shows the log's name says it with that. */
  static final String SEE_LOG = "see the log";

  private EnvironmentFailure(
      String step, String why, @Nullable Path log, String help, Clarity kind) {
    super(why);
    this.step = step;
    this.log = log;
    this.help = help;
    this.kind = kind;
  }

  static EnvironmentFailure at(String step, String why, @Nullable Path log, String help) {
    return new EnvironmentFailure(step, why, log, help, Clarity.PLAIN);
  }

  /** The reason is not known: the tool may be at fault. */
  static EnvironmentFailure unclear(String step, String why, @Nullable Path log, String help) {
    return new EnvironmentFailure(step, why, log, help, Clarity.UNCLEAR);
  }

  /** The host lacks what the environment needs, which is not an error. */
  static EnvironmentFailure absent(String why, String help) {
    return new EnvironmentFailure("looking for libraries", why, null, help, Clarity.ABSENT);
  }

  /** The same with another hint. */
  EnvironmentFailure with(String otherHelp) {
    return new EnvironmentFailure(step, String.valueOf(getMessage()), log, otherHelp, kind);
  }

  /** Such as {@code installing requirements}. */
  public String step() {
    return step;
  }

  /** What the tools printed; null if nothing was run. */
  public @Nullable Path log() {
    return log;
  }

  /** A hint. */
  public String help() {
    return help;
  }

  /** Whether the host lacks something, so that an optional environment is skipped. */
  public boolean isAbsent() {
    return kind == Clarity.ABSENT;
  }

  /** Whether another tool may succeed. */
  boolean isUnclear() {
    return kind == Clarity.UNCLEAR;
  }

  /** One sentence with everything. */
  public String describe() {
    String at = "the environment failed while " + step + ": " + getMessage();
    return (log == null ? at : at + "; log: " + log) + (help.equals(SEE_LOG) ? "" : "; " + help);
  }
}
