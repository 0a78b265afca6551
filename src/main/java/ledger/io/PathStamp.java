package ledger.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What changes when that changes which is at a path: a file's content, a folder's entries, the
 * target of a link, or that nothing is there. It is found without reading.
 *
 * @param text for comparison
 * @param changed when it was changed, in nanoseconds since 1970; {@link Long#MAX_VALUE} if that
 *     cannot be told
 */
public record PathStamp(String text, long changed) {
  private static final PathStamp ABSENT = new PathStamp("-", 0);
  private static final PathStamp UNKNOWN = new PathStamp("?", Long.MAX_VALUE);
  private static final String WAY = "w";
  private static final String ATTRIBUTES = "unix:mode,size,lastModifiedTime,ctime,ino";
  private static final int TYPE = 0170000;
  private static final int LINK = 0120000;

  /** Of what is at a path; of a link together with what it leads to. */
  public static PathStamp of(Path path) {
    return of(path, false);
  }

  /** Of a folder on the way to something: which one it is, whatever its entries. */
  public static PathStamp ofWay(Path folder) {
    return of(folder, true);
  }

  /** One that was kept as text. */
  public static PathStamp kept(String text) {
    return new PathStamp(text, 0);
  }

  /** Whether it is still the stamp of a path. */
  public boolean isOf(Path path) {
    return of(path, isOfWay()).text.equals(text);
  }

  /** Whether it is one of a folder on the way. */
  public boolean isOfWay() {
    return text.startsWith(WAY);
  }

  private static PathStamp of(Path path, boolean way) {
    try {
      Map<String, Object> own = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      if ((number(own, "mode") & TYPE) != LINK) {
        return stamp(own, way);
      }
      PathStamp link = stamp(own, false);
      PathStamp target = target(path, way);
      String text = (way ? WAY : "") + link.text + " > " + target.text;
      return new PathStamp(text, Math.max(link.changed, target.changed));
    } catch (NoSuchFileException e) {
      return ABSENT;
    } catch (IOException | UnsupportedOperationException e) {
      return UNKNOWN;
    }
  }

  private static PathStamp target(Path link, boolean way) throws IOException {
    try {
      return stamp(Files.readAttributes(link, ATTRIBUTES), way);
    } catch (NoSuchFileException e) {
      return ABSENT;
    }
  }

  private static PathStamp stamp(Map<String, Object> found, boolean way) {
    if (way) {
      return new PathStamp(WAY + number(found, "mode") + " " + number(found, "ino"), 0);
    }
    long modified = time(found, "lastModifiedTime");
    long changed = time(found, "ctime");
    String text =
        number(found, "mode")
            + " "
            + number(found, "size")
            + " "
            + modified
            + " "
            + changed
            + " "
            + number(found, "ino");
    return new PathStamp(text, Math.max(modified, changed));
  }

  private static long number(Map<String, Object> found, String attribute) {
    return ((Number) Objects.requireNonNull(found.get(attribute))).longValue();
  }

  private static long time(Map<String, Object> found, String attribute) {
    FileTime time = (FileTime) Objects.requireNonNull(found.get(attribute));
    return time.to(TimeUnit.NANOSECONDS);
  }
}
