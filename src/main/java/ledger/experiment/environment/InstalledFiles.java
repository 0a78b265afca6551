package ledger.experiment.environment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import ledger.io.Sha256;

/**
 * The files below an environment's folder, apart from bytecode in {@code __pycache__}, which Python
 * makes again, and from what is kept about them.
 */
final class InstalledFiles {
  private static final String ASKED = "unix:size,lastModifiedTime,ctime,ino,isDirectory";

  private InstalledFiles() {}

  /**
   * What changes when a file does, by path below the folder, with slashes; nothing is read. Of a
   * link it is where it leads; of those that lead out, also what is there, such as the interpreter.
   */
  static SortedMap<String, String> stamps(Path folder) throws IOException {
    Map<String, String> stamps = new ConcurrentHashMap<>();
    try {
      List<Path> level = List.of(folder);
      while (!level.isEmpty()) {
        level =
            level.parallelStream().flatMap(each -> entries(folder, each, stamps).stream()).toList();
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new TreeMap<>(stamps);
  }

  /** Notes the files of one folder; gives the folders in it. */
  private static List<Path> entries(Path root, Path folder, Map<String, String> stamps) {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path each : all) {
        if (EnvironmentSeal.isOwn(root, each)) {
          continue;
        }
        Map<String, Object> found = Files.readAttributes(each, ASKED, LinkOption.NOFOLLOW_LINKS);
        if (Boolean.TRUE.equals(found.get("isDirectory"))) {
          if (!each.endsWith("__pycache__")) {
            folders.add(each);
          }
        } else {
          stamps.put(root.relativize(each).toString(), stamp(each, found));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folders;
  }

  private static String stamp(Path file, Map<String, Object> found) throws IOException {
    if (!Files.isSymbolicLink(file)) {
      return stamp(found);
    }
    String target = "-> " + Files.readSymbolicLink(file);
    return Files.isRegularFile(file)
        ? target + " " + stamp(Files.readAttributes(file, ASKED))
        : target;
  }

  private static String stamp(Map<String, Object> found) {
    return found.get("size")
        + " "
        + nanos(found, "lastModifiedTime")
        + " "
        + nanos(found, "ctime")
        + " "
        + found.get("ino");
  }

  private static long nanos(Map<String, Object> found, String time) {
    return ((FileTime) Objects.requireNonNull(found.get(time))).to(TimeUnit.NANOSECONDS);
  }

  /** One digest of all stamps. */
  static String fingerprint(SortedMap<String, String> stamps) {
    StringBuilder all = new StringBuilder(stamps.size() * 100);
    stamps.forEach((path, stamp) -> all.append(stamp).append('\t').append(path).append('\0'));
    return Sha256.ofText(all.toString());
  }

  /** Digests of these files; of a link, where it leads, because the interpreter is not ours. */
  static SortedMap<String, String> digests(Path folder, Iterable<String> paths) throws IOException {
    SortedMap<String, String> digests = new ConcurrentSkipListMap<>();
    List<String> all = new ArrayList<>();
    paths.forEach(all::add);
    try {
      all.parallelStream().forEach(path -> digests.put(path, digest(folder.resolve(path))));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return digests;
  }

  private static String digest(Path file) {
    try {
      if (Files.isSymbolicLink(file)) {
        return "-> " + Files.readSymbolicLink(file);
      }
      MessageDigest digest = Sha256.start();
      try (InputStream in = Files.newInputStream(file)) {
        byte[] piece = new byte[1 << 16];
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
          digest.update(piece, 0, count);
        }
      }
      return Sha256.end(digest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
