package ledger.cli;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import ledger.app.session.FileDiff;
import ledger.cli.Styled.Style;
import ledger.cli.terminal.Pager;
import ledger.cli.terminal.TerminalSize;
import ledger.cli.terminal.Wrapping;
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
  private final Map<String, String> env;
  private @Nullable TerminalSize size;

  private Console(Sink out, Sink err, Map<String, String> env) {
    this.out = out;
    this.err = err;
    this.env = env;
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
        new Sink(out, terminals.contains("1"), color),
        new Sink(err, terminals.contains("2"), color),
        env);
  }

  /** Whether messages go to a terminal, so that progress may be drawn. */
  public boolean isTerminal() {
    return err.terminal;
  }

  /** Whether results go to a terminal, so that they may be laid out for it. */
  public boolean answersTerminal() {
    return out.terminal;
  }

  /** How wide the terminal is. */
  public int columns() {
    return size().columns();
  }

  private TerminalSize size() {
    TerminalSize known = size;
    if (known == null) {
      known = TerminalSize.of(env);
      size = known;
    }
    return known;
  }

  /** From now on, results wait until it is known whether they are long enough for a pager. */
  void page() {
    if (out.terminal && !Pager.command(env).isEmpty()) {
      out.waiting = new ByteArrayOutputStream();
    }
  }

  /** Shows the results that wait; those after them will not wait. */
  private void deliver() {
    out.writer.flush();
    ByteArrayOutputStream waiting = out.waiting;
    if (waiting == null || waiting.size() == 0) {
      return;
    }
    out.waiting = null;
    byte[] answer = waiting.toByteArray();
    int rows = size().rows();
    int lines = 0;
    for (byte b : answer) {
      lines += b == '\n' ? 1 : 0;
    }
    if (rows == 0 || lines < rows || !Pager.show(Pager.command(env), answer)) {
      out.write(answer, 0, answer.length);
    }
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
    deliver();
    return Optional.ofNullable(out.error);
  }

  /** One line; a line end in it is made visible. */
  public void print(String line) {
    print(Styled.of(line));
  }

  /** One line; on a terminal it goes on in the next one, between words. */
  public void print(Styled line) {
    out.writer.println(shown(out, line));
  }

  /** A line in one piece, such as one of a patch. */
  public void printWhole(Styled line) {
    out.writer.println(out.shown(line, List.of(), 0));
  }

  private String shown(Sink sink, Styled line) {
    if (!sink.terminal) {
      return sink.shown(line, List.of(), 0);
    }
    String plain = Visible.line(line.text());
    int indent = Wrapping.indent(plain, columns());
    return sink.shown(line, Wrapping.breaks(plain, columns(), indent), indent);
  }

  private String shown(String lines) {
    String visible = Visible.lines(lines);
    return err.terminal
        ? visible.lines().map(line -> shown(err, Styled.of(line))).collect(Collectors.joining("\n"))
        : visible;
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
    deliver();
    err.writer.println(shown(err, line));
    err.writer.flush();
  }

  /** A message that is to be copied, such as a command: in one line also where it does not fit. */
  public void noteWhole(String line) {
    deliver();
    err.writer.println(Visible.line(line));
    err.writer.flush();
  }

  /** A message of any number of lines. */
  public void noteText(String lines) {
    deliver();
    err.writer.println(shown(lines));
    err.writer.flush();
  }

  /** An error; what git says in it may have several lines. */
  public void error(String message, @Nullable String help) {
    deliver();
    String[] lines = message.split("\r?\n", 2);
    err.writer.println(shown(err, Styled.of(Style.RED, "error").and(": " + lines[0])));
    if (lines.length == 2) {
      noteText(lines[1]);
    }
    err.writer.flush();
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
      printWhole(style == null ? Styled.of(line) : Styled.of(style, line));
    }
  }

  public void diff(String path, String before, String after) {
    diff(new FileDiff(path, before, after));
  }

  public void flush() {
    out.writer.flush();
    err.writer.flush();
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
