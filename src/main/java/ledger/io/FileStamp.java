package ledger.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What changes when a file's content does, without reading it.
 *
 * @param size in bytes
 * @param modified when its content was written, in nanoseconds since 1970
 * @param changed when anything of it was changed, likewise; unlike the other time, nobody can set
 *     it
 * @param inode the file's number; 0 if the system has none
 */
public record FileStamp(long size, long modified, long changed, long inode) {
  /** The stamp of what the path leads to; empty if that is not a regular file. */
  public static Optional<FileStamp> of(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
        BasicFileAttributes plain = Files.readAttributes(file, BasicFileAttributes.class);
        long modified = nanos(plain.lastModifiedTime());
        return Optional.of(new FileStamp(plain.size(), modified, modified, 0));
      }
      Map<String, Object> found =
          Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino");
      return Optional.of(
          new FileStamp(
              number(found, "size"),
              nanos(time(found, "lastModifiedTime")),
              nanos(time(found, "ctime")),
              number(found, "ino")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static long number(Map<String, Object> found, String attribute) {
    return ((Number) Objects.requireNonNull(found.get(attribute))).longValue();
  }

  private static FileTime time(Map<String, Object> found, String attribute) {
    return (FileTime) Objects.requireNonNull(found.get(attribute));
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }

  /** The same in the form of {@link #toText}; empty if it is none. */
  public static Optional<FileStamp> parse(String text) {
    String[] fields = text.split(" ", -1);
    try {
      return fields.length != 4
          ? Optional.empty()
          : Optional.of(
              new FileStamp(
                  Long.parseLong(fields[0]),
                  Long.parseLong(fields[1]),
                  Long.parseLong(fields[2]),
                  Long.parseLong(fields[3])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Four numbers with spaces between them. */
  public String toText() {
    return size + " " + modified + " " + changed + " " + inode;
  }
}
