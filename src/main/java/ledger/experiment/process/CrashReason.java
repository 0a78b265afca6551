package ledger.experiment.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a log says of why its script died: the last line of the script's own traceback, that of a
 * process or a thread that it started, and what was printed last. Each is one line without control
 * characters, of at most {@value #LONGEST} characters, and empty if there is none.
 *
 * @param own the exception that ended the script, such as {@code ValueError: no data}
 * @param other the last one of another process or thread
 * @param last the last line, if it comes after all tracebacks
 * @param line of the script, from 1, where its own exception came from; 0 if that is unknown
 */
public record CrashReason(String own, String other, String last, int line) {
  static final int LONGEST = 300;

  /** More of a line is not looked at. */
  private static final int KEPT = 4096;

  private static final Pattern BEGIN =
      Pattern.compile("([ |]*)(?:\\+ Exception Group )?Traceback \\(most recent call last\\):");

  private static final Pattern FRAME =
      Pattern.compile("  File \"(.+)\", line ([0-9]{1,9})(?:, in .*)?");

  /** What separates the exceptions of a group. */
  private static final Pattern FIRST_OF_GROUP = Pattern.compile("[ |]*\\+-\\+?-+ 1 -+");

  private static final String FATAL = "Fatal Python error: ";

  /** Nothing is known. */
  public static final CrashReason NONE = new CrashReason("", "", "", 0);

  /**
   * Reads a log of any size in little memory. Never fails: what cannot be read says nothing.
   *
   * @param script as the interpreter was told it
   */
  public static CrashReason read(Path log, Path script) {
    LogReader reader = new LogReader(script.toString());
    try (InputStream in = new BufferedInputStream(Files.newInputStream(log), 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      boolean again = false;
      for (int c = in.read(); c >= 0; c = in.read()) {
        if (c == '\n') {
          reader.accept(line);
          again = false;
        } else if (c == '\r') {
          again = true; // what follows replaces the line, if anything does
        } else {
          if (again) {
            line.reset();
            again = false;
          }
          if (line.size() < KEPT) {
            line.write(c);
          }
        }
      }
      reader.accept(line);
    } catch (IOException e) {
      return NONE;
    }
    return reader.reason();
  }

  /** Follows a log line by line. */
  private static final class LogReader {
    private final String script;
    private String own = "";
    private String other = "";
    private String last = "";

    /** What each line of the present traceback begins with; null outside of one. */
    private @Nullable String prefix;

    private int at;
    private int ownLine;
    private boolean isOwn;
    private boolean hasFrame;

    /** Whether the last exception was a group, whose first part is still to come. */
    private boolean isGroup;

    private boolean inFirst;
    private boolean isFatal;

    LogReader(String script) {
      this.script = script;
    }

    void accept(ByteArrayOutputStream bytes) {
      accept(LogExcerpt.plain(bytes.toString(StandardCharsets.UTF_8)));
      bytes.reset();
    }

    private void accept(String line) {
      Matcher begin = BEGIN.matcher(line);
      boolean nested = begin.matches() && !line.contains("+") && line.startsWith(" ");
      if (begin.matches() && !nested) {
        start(line.contains("+") ? begin.group(1) + "| " : begin.group(1));
      } else if (prefix != null) {
        inside(line.startsWith(prefix) ? line.substring(prefix.length()) : line);
      } else if (isGroup && line.startsWith(" ")) {
        ofGroup(line, nested);
      } else if (isSyntaxError(line)) {
        start("");
        inside(line);
      } else if (line.startsWith(FATAL)) {
        own = line;
        isFatal = true; // the interpreter prints where it was, and is gone
      } else if (!line.isBlank() && !isFatal) {
        last = line;
      }
    }

    /** A script that cannot be compiled has a frame without a heading. */
    private boolean isSyntaxError(String line) {
      Matcher frame = FRAME.matcher(line);
      return frame.matches() && frame.group(1).equals(script);
    }

    private void start(String begins) {
      prefix = begins;
      isOwn = false;
      hasFrame = false;
      isGroup = false;
      inFirst = false;
      last = "";
    }

    private void inside(String line) {
      Matcher frame = FRAME.matcher(line);
      if (frame.matches()) {
        boolean here = frame.group(1).equals(script);
        isOwn = hasFrame ? isOwn : here;
        at = here ? Integer.parseInt(frame.group(2)) : at;
        hasFrame = true;
      } else if (!line.startsWith(" ") && !line.isBlank()) {
        isGroup = !String.valueOf(prefix).isEmpty();
        prefix = null;
        said(line);
      }
    }

    /** The first exception of a group says more than the group. */
    private void ofGroup(String line, boolean heading) {
      String text = line.replaceFirst("^[ |]*\\| ?", "");
      if (FIRST_OF_GROUP.matcher(line).matches()) {
        inFirst = true;
      } else if (inFirst && !heading && !text.isBlank() && !text.startsWith(" ")) {
        said((isOwn ? own : other) + ", first: " + text);
        inFirst = false;
      }
    }

    private void said(String exception) {
      if (isOwn) {
        own = exception;
        ownLine = at;
      } else {
        other = exception;
      }
    }

    CrashReason reason() {
      return new CrashReason(shortened(own), shortened(other), shortened(last), ownLine);
    }

    private static String shortened(String text) {
      String line = text.strip();
      return line.codePointCount(0, line.length()) <= LONGEST
          ? line
          : line.substring(0, line.offsetByCodePoints(0, LONGEST)).strip() + "…";
    }
  }
}
