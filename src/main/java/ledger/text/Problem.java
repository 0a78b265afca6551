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
   * @param source the line's text without its line ending; of a very long line, the part around the
   *     position
   * @param width of the marked part, in characters; 0 for a single position
   * @param from the column at which {@code source} begins
   */
  public record Place(String path, int line, int column, String source, int width, int from) {
    /** With the whole line. */
    public Place(String path, int line, int column, String source, int width) {
      this(path, line, column, source, width, 1);
    }

    @Override
    public String toString() {
      return path + ":" + line + ":" + column;
    }
  }

  /**
   * Compares the places of problems in one file. As a comparator it starts sooner than one that the
   * library composes: no archive takes those (ADR 3).
   */
  public static int byPlace(Problem one, Problem other) {
    int lines = Integer.compare(one.place.line, other.place.line);
    return lines != 0 ? lines : Integer.compare(one.place.column, other.place.column);
  }

  public static Problem error(String rule, Place place, String message, @Nullable String help) {
    return new Problem(rule, Severity.ERROR, place, message, help);
  }

  /** The same, but nothing is refused because of it. */
  public Problem asWarning() {
    return new Problem(rule, Severity.WARNING, place, message, help);
  }

  /** The same with another name of its file. */
  public Problem in(String path) {
    Place at = new Place(path, place.line, place.column, place.source, place.width, place.from);
    return new Problem(rule, severity, at, message, help);
  }

  /** The same with another hint. */
  public Problem withHelp(@Nullable String other) {
    return new Problem(rule, severity, place, message, other);
  }

  /**
   * {@code path:line:col: error: message [rule]}, the source line or what of it fits a terminal's
   * line, carets below it, and the hint.
   */
  public String render() {
    StringBuilder out = new StringBuilder();
    out.append(Visible.line(place + ": " + (severity == Severity.ERROR ? "error" : "warning")));
    out.append(": ").append(Visible.line(message)).append(" [").append(rule).append("]\n");
    if (!place.source().isEmpty() || place.column() == 1) {
      int from = place.source().offsetByCodePoints(0, place.column() - place.from());
      int most = place.source().codePointCount(from, place.source().length());
      int to = place.source().offsetByCodePoints(from, Math.min(place.width(), most));
      Excerpt shown = Excerpt.of(place.source(), from, to);
      out.append("  ").append(shown.line()).append('\n');
      out.append("  ").append(" ".repeat(shown.before()));
      out.append("^".repeat(Math.max(1, shown.marked()))).append('\n');
    }
    if (help != null) {
      out.append("  help: ").append(Visible.line(help)).append('\n');
    }
    return out.toString();
  }
}
