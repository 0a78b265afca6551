package ledger.cli;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import ledger.cli.Styled.Style;
import ledger.cli.terminal.Wrapping;
import ledger.text.Visible;
import org.jspecify.annotations.Nullable;

/** A stream that keeps its first error, and drops what comes after it. */
final class Sink extends FilterOutputStream {
  final boolean terminal;
  final boolean color;
  final PrintWriter writer;
  @Nullable IOException error;

  /** What is not yet written, because it may go to a pager; null if nothing waits. */
  @Nullable ByteArrayOutputStream waiting;

  Sink(OutputStream stream, boolean terminal, boolean color) {
    super(stream);
    this.terminal = terminal;
    this.color = terminal && color;
    this.writer = new PrintWriter(this, false, StandardCharsets.UTF_8);
  }

  /** The line with its styles, broken at these places of its visible text. */
  String shown(Styled line, List<Wrapping.Break> breaks, int indent) {
    StringBuilder shown = new StringBuilder();
    int at = 0;
    for (Styled.StyledPart part : line.parts()) {
      String text = Visible.line(part.text());
      Style style = color ? part.style() : null;
      String kept = breaks.isEmpty() ? text : broken(text, at, breaks, indent);
      shown.append(style == null ? kept : style.on() + kept + Style.off());
      at += text.length();
    }
    return shown.toString();
  }

  /** A part of a line, of which {@code from} characters come before it. */
  private static String broken(String part, int from, List<Wrapping.Break> breaks, int indent) {
    StringBuilder kept = new StringBuilder();
    int at = from;
    int end = from + part.length();
    for (Wrapping.Break each : breaks) {
      kept.append(part, at - from, Math.clamp(each.from(), at, end) - from);
      boolean beginsHere = each.to() > from && each.to() <= end;
      kept.append(beginsHere ? "\n" + " ".repeat(indent) : "");
      at = Math.clamp(each.to(), at, end);
    }
    return kept.append(part, at - from, part.length()).toString();
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    ByteArrayOutputStream later = waiting;
    if (later != null) {
      later.write(bytes, from, length);
      return;
    }
    try {
      if (error == null) {
        out.write(bytes, from, length);
      }
    } catch (IOException e) {
      error = e;
    }
  }
}
