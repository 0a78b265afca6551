package ledger.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import ledger.app.session.FileDiff;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes: results to one stream, messages to the other, with colour only on a
 * terminal.
 */
public final class Console {
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean color;
  private final boolean terminal;

  private Console(PrintStream out, PrintStream err, boolean color, boolean terminal) {
    this.out = new PrintWriter(out, false, StandardCharsets.UTF_8);
    this.err = new PrintWriter(err, true, StandardCharsets.UTF_8);
    this.color = color;
    this.terminal = terminal;
  }

  /**
   * A console with two streams; the launcher says in {@code LEDGER_TTY} which of them, 1 or 2, are
   * terminals.
   */
  public static Console of(PrintStream out, PrintStream err, Map<String, String> env) {
    String terminals = env.getOrDefault("LEDGER_TTY", "");
    boolean noColor = !env.getOrDefault("NO_COLOR", "").isEmpty();
    return new Console(out, err, terminals.contains("1") && !noColor, terminals.contains("2"));
  }

  boolean color() {
    return color;
  }

  /** Whether messages go to a terminal, so that progress may be drawn. */
  boolean isTerminal() {
    return terminal;
  }

  PrintWriter outWriter() {
    return out;
  }

  PrintWriter errWriter() {
    return err;
  }

  public void print(String line) {
    out.println(line);
  }

  /** A message that is not a result. */
  public void note(String line) {
    out.flush();
    err.println(line);
  }

  public void error(String message, @Nullable String help) {
    note(paint(Style.RED, "error") + ": " + message);
    if (help != null) {
      note("  help: " + help);
    }
  }

  public void problem(Problem problem) {
    out.flush();
    err.print(problem.render());
    err.flush();
  }

  /** What changes in a file, or would change, as a unified diff. */
  public void diff(FileDiff diff) {
    List<String> lines = diff.unified();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Style style =
          i < 2
              ? Style.BOLD
              : switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                case '+' -> Style.GREEN;
                case '-' -> Style.RED;
                case '@' -> Style.CYAN;
                default -> null;
              };
      print(style == null ? line : paint(style, line));
    }
  }

  public void diff(String path, String before, String after) {
    diff(new FileDiff(path, before, after));
  }

  /** The few styles that are used. */
  public enum Style {
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  public String paint(Style style, String text) {
    return color ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
  }

  public void flush() {
    out.flush();
    err.flush();
  }
}
