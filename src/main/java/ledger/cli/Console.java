package ledger.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.app.session.FileDiff;
import ledger.cli.Styled.Style;
import ledger.text.Problem;
import ledger.text.Visible;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes: results to one stream, messages to the other, with colour only on a
 * terminal. Everything passes {@link Visible}, terminal or not. What cannot be written is kept as
 * an error and throws nothing, so that no change is left half done for it.
 */
public final class Console {
  private final Sink out;
  private final Sink err;
  private final boolean terminal;

  private Console(Sink out, Sink err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** A console of the process's own streams. */
  static Console ofProcess(Map<String, String> env) {
    return of(new StandardOutput(), new FileOutputStream(FileDescriptor.err), env);
  }

  /**
   * A console with two streams; the launcher says in {@code LEDGER_TTY} which of them, 1 or 2, are
   * terminals.
   */
  public static Console of(OutputStream out, OutputStream err, Map<String, String> env) {
    String terminals = env.getOrDefault("LEDGER_TTY", "");
    boolean color = env.getOrDefault("NO_COLOR", "").isEmpty();
    return new Console(
        new Sink(out, color && terminals.contains("1")),
        new Sink(err, color && terminals.contains("2")),
        terminals.contains("2"));
  }

  /** Whether messages go to a terminal, so that progress may be drawn. */
  public boolean isTerminal() {
    return terminal;
  }

  /** Results as they are, for text that is the tool's own. */
  Sink out() {
    return out;
  }

  /** Messages as they are, for text that is the tool's own. */
  Sink err() {
    return err;
  }

  /** Why results could not be written. */
  public Optional<IOException> lost() {
    flush();
    return Optional.ofNullable(out.error);
  }

  /** One line; a line end in it is made visible. */
  public void print(String line) {
    print(Styled.of(line));
  }

  public void print(Styled line) {
    out.writer.println(out.shown(line));
  }

  /** A result of any number of lines, such as JSON. */
  public void text(String lines) {
    out.writer.println(Visible.lines(lines));
  }

  /** A message that is not a result, in one line. */
  public void note(String line) {
    note(Styled.of(line));
  }

  private void note(Styled line) {
    out.writer.flush();
    err.writer.println(err.shown(line));
    err.writer.flush();
  }

  /** A message of any number of lines. */
  public void noteText(String lines) {
    out.writer.flush();
    err.writer.println(Visible.lines(lines));
    err.writer.flush();
  }

  /** An error; what git says in it may have several lines. */
  public void error(String message, @Nullable String help) {
    out.writer.flush();
    err.writer.print(err.shown(Styled.of(Style.RED, "error").and(": ")));
    noteText(message);
    if (help != null) {
      noteText("  help: " + help);
    }
  }

  public void problem(Problem problem) {
    noteText(problem.render().stripTrailing());
  }

  /** Where a defect showed. */
  void trace(Exception exception) {
    StringWriter trace = new StringWriter();
    exception.printStackTrace(new PrintWriter(trace));
    noteText(trace.toString().stripTrailing());
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
      print(style == null ? Styled.of(line) : Styled.of(style, line));
    }
  }

  public void diff(String path, String before, String after) {
    diff(new FileDiff(path, before, after));
  }

  public void flush() {
    out.writer.flush();
    err.writer.flush();
  }

  /** A stream that keeps its first error, and drops what comes after it. */
  static final class Sink extends FilterOutputStream {
    final boolean color;
    final PrintWriter writer;
    private @Nullable IOException error;

    private Sink(OutputStream stream, boolean color) {
      super(stream);
      this.color = color;
      this.writer = new PrintWriter(this, false, StandardCharsets.UTF_8);
    }

    private String shown(Styled line) {
      StringBuilder shown = new StringBuilder();
      for (Styled.StyledPart part : line.parts()) {
        String text = Visible.line(part.text());
        Style style = color ? part.style() : null;
        shown.append(style == null ? text : style.on() + text + Style.off());
      }
      return shown.toString();
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      try {
        if (error == null) {
          out.write(bytes, from, length);
        }
      } catch (IOException e) {
        error = e;
      }
    }
  }

  /** Nobody reads what is written any more, as with {@code | head}. */
  static final class ReaderGone extends IOException {
    private static final long serialVersionUID = 1;

    private ReaderGone(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** Tells a pipe whose reader has gone from other errors; the system's words for it vary. */
  private static final class StandardOutput extends FileOutputStream {
    private static final int TYPE = 0170000;
    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;

    StandardOutput() {
      super(FileDescriptor.out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        super.write(bytes, from, length);
      } catch (IOException e) {
        throw isPipe() ? new ReaderGone(e) : e;
      }
    }

    private static boolean isPipe() {
      try {
        int type = (int) Files.getAttribute(Path.of("/dev/stdout"), "unix:mode") & TYPE;
        return type == PIPE || type == SOCKET;
      } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
        return false;
      }
    }
  }
}
