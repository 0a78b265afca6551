package ledger.experiment.events;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import ledger.io.Sha256;

/** Follows a growing file of events and passes on each line as soon as it is complete. */
public final class EventTail {
  /** The maximum length of a line, in bytes. */
  static final int LONGEST = 16 << 20;

  private final Path file;
  private final EventReader reader;
  private final long most;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
  private long position;
  private final MessageDigest seen = Sha256.start();
  private boolean skipping;

  /**
   * @param most maximum number of bytes that are read; zero for no limit
   */
  public EventTail(Path file, EventReader reader, long most) {
    this.file = file;
    this.reader = reader;
    this.most = most == 0 ? Long.MAX_VALUE : most;
  }

  /** Reads what has been written since the last call. */
  public void follow() {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(position);
      while (position < most && channel.read(room()) > 0) {
        buffer.flip();
        position += buffer.remaining();
        seen.update(buffer.duplicate());
        take();
      }
    } catch (IOException e) {
      // If the script removes its file, there is nothing to follow.
    }
  }

  private ByteBuffer room() {
    return buffer.clear().limit((int) Math.min(buffer.capacity(), most - position));
  }

  private void take() {
    byte[] bytes = buffer.array();
    int from = buffer.position();
    for (int at = from; at < buffer.limit(); at++) {
      if (bytes[at] == '\n') {
        add(bytes, from, at - from);
        finishLine();
        from = at + 1;
      }
    }
    add(bytes, from, buffer.limit() - from);
  }

  private void add(byte[] bytes, int from, int length) {
    if (line.size() + length > LONGEST) {
      skipping = true;
      line.reset();
    }
    if (!skipping) {
      line.write(bytes, from, length);
    }
  }

  private void finishLine() {
    if (skipping) {
      reader.tooLong(LONGEST);
    } else {
      reader.accept(line.toByteArray());
    }
    skipping = false;
    line.reset();
  }

  /** Whether what was read before is no longer there. A file that is gone says nothing. */
  private boolean isRewritten() {
    MessageDigest now = Sha256.start();
    long left = position;
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      while (left > 0 && channel.read(buffer.clear()) > 0) {
        buffer.flip();
        buffer.limit((int) Math.min(buffer.limit(), left));
        left -= buffer.remaining();
        now.update(buffer);
      }
    } catch (IOException e) {
      return false;
    }
    return left > 0 || !MessageDigest.isEqual(now.digest(), seen.digest());
  }

  /**
   * Reads the rest after the writer has ended.
   *
   * @param whole whether a last line without a line ending counts; a killed writer may have been in
   *     the middle of it
   */
  public void finish(boolean whole) {
    follow();
    if (isRewritten()) {
      reader.rewritten();
    }
    if (whole && (line.size() > 0 || skipping)) {
      finishLine();
    }
  }
}
