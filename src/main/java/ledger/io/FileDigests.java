package ledger.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Digests of files, each read piece by piece, and only once as long as its {@link FileStamp} stays
 * the same. Those of large files are remembered on this machine.
 */
public final class FileDigests {
  /** A file of this size is worth a line in the memory. */
  private static final long LARGE = 1 << 20;

  private static final int PIECE = 1 << 16;

  /** Git decides by as many bytes whether a file is a text. */
  private static final int LOOKED_AT = 8000;

  private static final String MEMORY = "digests";

  /** What of a file counts. */
  public enum DigestForm {
    /** Every byte, except that a text has plain line ends. */
    CONTENT,
    /** As {@link Sha256#ofText} of the bytes taken as Latin-1; older records have it. */
    LATIN_1
  }

  private record Remembered(FileStamp stamp, String digest) {}

  private final StateFolder state;
  private final GuardedFiles files;
  private final Map<String, Remembered> known = new ConcurrentHashMap<>();
  private boolean remembered;

  /**
   * @param state where large files are remembered; it may be missing
   * @param files opens them
   */
  public FileDigests(StateFolder state, GuardedFiles files) {
    this.state = state;
    this.files = files;
  }

  /** The digest of what the path leads to; empty if that is no regular file or cannot be read. */
  public Optional<String> of(Path file, DigestForm form) {
    files.origins().add(file);
    Optional<FileStamp> stamp = FileStamp.of(file);
    if (stamp.isEmpty()) {
      return Optional.empty();
    }
    boolean large = stamp.get().size() >= LARGE;
    if (large) {
      remember();
    }
    String key = form + " " + file;
    Remembered before = known.get(key);
    if (before != null && before.stamp.equals(stamp.get())) {
      return Optional.of(before.digest);
    }
    try {
      Remembered now =
          new Remembered(stamp.get(), form == DigestForm.CONTENT ? content(file) : latin(file));
      if (FileStamp.of(file).equals(stamp)) {
        known.put(key, now);
        if (large) {
          keep();
        }
      }
      return Optional.of(now.digest);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private String content(Path file) throws IOException {
    MessageDigest digest = Sha256.start();
    try (InputStream in = files.open(file)) {
      byte[] piece = in.readNBytes(PIECE);
      PlainLines lines = isText(piece) ? new PlainLines(digest, false) : null;
      while (piece.length > 0) {
        if (lines == null) {
          digest.update(piece);
        } else {
          lines.update(piece);
        }
        piece = in.readNBytes(PIECE);
      }
      if (lines != null) {
        lines.end();
      }
    }
    return Sha256.end(digest);
  }

  private String latin(Path file) throws IOException {
    MessageDigest digest = Sha256.start();
    PlainLines lines = new PlainLines(digest, true);
    try (InputStream in = files.open(file)) {
      for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
        lines.update(piece);
      }
    }
    lines.end();
    return Sha256.end(digest);
  }

  private static boolean isText(byte[] start) {
    for (int i = 0; i < Math.min(start.length, LOOKED_AT); i++) {
      if (start[i] == 0) {
        return false;
      }
    }
    return true;
  }

  /** Feeds a digest without the CR before an LF, also where one piece ends between them. */
  private static final class PlainLines {
    private final MessageDigest digest;
    private final boolean latin;
    private final byte[] out = new byte[2 * PIECE + 1];
    private boolean pending;

    PlainLines(MessageDigest digest, boolean latin) {
      this.digest = digest;
      this.latin = latin;
    }

    void update(byte[] piece) {
      int length = 0;
      for (byte b : piece) {
        if (pending && b != '\n') {
          out[length++] = '\r';
        }
        pending = b == '\r';
        if (pending) {
          continue;
        }
        if (latin && b < 0) {
          out[length++] = (byte) (0xC0 | ((b & 0xFF) >> 6));
          out[length++] = (byte) (0x80 | (b & 0x3F));
        } else {
          out[length++] = b;
        }
      }
      digest.update(out, 0, length);
    }

    void end() {
      if (pending) {
        digest.update((byte) '\r');
      }
    }
  }

  /** What an earlier process found out. */
  private synchronized void remember() {
    if (remembered) {
      return;
    }
    remembered = true;
    try {
      Path file = state.at(MEMORY);
      if (Files.isRegularFile(file)) {
        Files.readAllLines(file).forEach(this::remember);
      }
    } catch (IOException e) {
      return; // it may be a link; the files are read again
    }
  }

  private void remember(String line) {
    String[] fields = line.split("\t", 3);
    if (fields.length == 3) {
      FileStamp.parse(fields[1])
          .ifPresent(stamp -> known.putIfAbsent(fields[2], new Remembered(stamp, fields[0])));
    }
  }

  private synchronized void keep() {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(known)
        .forEach(
            (key, each) -> {
              if (each.stamp.size() >= LARGE && key.indexOf('\n') < 0) {
                lines.append(each.digest).append('\t').append(each.stamp.toText());
                lines.append('\t').append(key).append('\n');
              }
            });
    try {
      byte[] content = lines.toString().getBytes(StandardCharsets.UTF_8);
      DurableFile.overwrite(state.make().resolve(MEMORY), content);
    } catch (IOException e) {
      return; // it costs time, nothing else
    }
  }
}
