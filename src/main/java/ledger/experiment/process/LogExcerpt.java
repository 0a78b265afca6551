package ledger.experiment.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import ledger.evidence.record.Log;

/**
 * Reads a log for a record: all of it up to 256 KiB, otherwise its first 64 KiB and its last 192
 * KiB.
 */
public final class LogExcerpt {
  static final int WHOLE = 256 << 10;
  static final int HEAD = 64 << 10;
  static final int TAIL = 192 << 10;

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
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
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
