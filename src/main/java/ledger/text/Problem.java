package ledger.text;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong at a position. Data only; {@link #render} is the one way in which it is shown.
 *
 * @param rule the rule's name, such as {@code duplicate-id}
 * @param severity whether it stops a command
 * @param place where
 * @param message what is wrong, one sentence without a full stop
 * @param help a hint, if there is an obvious one
 */
public record Problem(
    String rule, Severity severity, Place place, String message, @Nullable String help) {
  /** How bad it is. */
  public enum Severity {
    /** The file cannot be trusted, or breaks a rule. */
    ERROR,
    /** Worth a look; nothing is refused because of it. */
    WARNING
  }

  /**
   * A position in a file, kept apart from the text so that a problem can outlive it.
   *
   * @param path the file, as the user named it
   * @param line from 1
   * @param column in characters (code points), from 1
   * @param source the line's text without its line ending
   * @param width of the marked part, in characters; 0 for a single position
   */
  public record Place(String path, int line, int column, String source, int width) {
    @Override
    public String toString() {
      return path + ":" + line + ":" + column;
    }
  }

  public static Problem error(String rule, Place place, String message, @Nullable String help) {
    return new Problem(rule, Severity.ERROR, place, message, help);
  }

  /** The same with another hint. */
  public Problem withHelp(@Nullable String other) {
    return new Problem(rule, severity, place, message, other);
  }

  /**
   * {@code path:line:col: error: message [rule]}, the source line, a caret below it, and the hint.
   */
  public String render() {
    StringBuilder out = new StringBuilder();
    out.append(place).append(": ").append(severity == Severity.ERROR ? "error" : "warning");
    out.append(": ").append(message).append(" [").append(rule).append("]\n");
    if (!place.source().isEmpty() || place.column() == 1) {
      out.append("  ").append(place.source().replace('\t', ' ')).append('\n');
      int before = place.source().offsetByCodePoints(0, place.column() - 1);
      int after = place.source().offsetByCodePoints(before, place.width());
      out.append("  ").append(" ".repeat(DisplayWidth.of(place.source().substring(0, before))));
      out.append("^".repeat(Math.max(1, DisplayWidth.of(place.source().substring(before, after)))))
          .append('\n');
    }
    if (help != null) {
      out.append("  help: ").append(help).append('\n');
    }
    return out.toString();
  }
}
