package ledger.experiment.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import ledger.evidence.record.Log;

/**
 * Reads a log for a record: all of it up to 256 KiB, otherwise its first 64 KiB and its last 192
 * KiB.
 */
public final class LogExcerpt {
  static final int WHOLE = 256 << 10;
  static final int HEAD = 64 << 10;
  static final int TAIL = 192 << 10;

  /** What colours text and moves a terminal's cursor: ECMA-48 sequences, and titles of windows. */
  private static final Pattern ESCAPES =
      Pattern.compile(
          "\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)|[ -/]*[0-Z\\\\^-~])");

  private LogExcerpt() {}

  /**
   * Never fails: if a log cannot be read, the result says so.
   *
   * @param names what to write in place of paths on this machine
   */
  public static Log read(Path file, Map<String, String> names) {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long bytes = channel.size();
      if (bytes <= WHOLE) {
        return new Log(without(text(channel, 0, (int) bytes), names), bytes);
      }
      String text =
          text(channel, 0, HEAD)
              + "\n[… "
              + (bytes - HEAD - TAIL)
              + " bytes omitted …]\n"
              + text(channel, bytes - TAIL, TAIL);
      return new Log(without(text, names), bytes);
    } catch (IOException e) {
      return new Log("", 0);
    }
  }

  /** Bytes that are not valid UTF-8 become replacement characters. */
  private static String text(SeekableByteChannel channel, long from, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    channel.position(from);
    int read = 0;
    while (buffer.hasRemaining() && read >= 0) {
      read = channel.read(buffer);
    }
    String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    return lastStates(ESCAPES.matcher(text).replaceAll(""));
  }

  /** A line that was written over again and again, such as a progress bar, as it was in the end. */
  private static String lastStates(String text) {
    if (text.indexOf('\r') < 0) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    String separator = "";
    for (String line : text.split("\n", -1)) {
      int end = line.length();
      while (end > 0 && line.charAt(end - 1) == '\r') {
        end--;
      }
      kept.append(separator).append(line, line.lastIndexOf('\r', end - 1) + 1, end);
      separator = "\n";
    }
    return kept.toString();
  }

  /** A line without what would command a terminal: sequences go, other controls become spaces. */
  static String plain(String line) {
    StringBuilder plain = new StringBuilder(ESCAPES.matcher(line).replaceAll(""));
    for (int i = 0; i < plain.length(); i++) {
      if (Character.isISOControl(plain.charAt(i))) {
        plain.setCharAt(i, ' ');
      }
    }
    return plain.toString();
  }

  /** Replaces each path, in the map's order. */
  public static String without(String text, Map<String, String> names) {
    String result = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      result = result.replace(name.getKey(), name.getValue());
    }
    return result;
  }
}
