package ledger.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folder that the site is written to. A list in it names every file that a build made; only
 * those are ever deleted.
 */
final class OutputFolder {
  private static final String MANIFEST = ".ledger-site";
  private static final String MANIFEST_HEAD =
      "# Files that `ledger site` made, and may delete when they are no longer part of the site.\n";

  /** What this room can have made: no list that somebody edited can name anything else. */
  private static final Pattern OURS =
      Pattern.compile(
          "(?:(?:tasks|assets|badges)/|runs/[A-Za-z0-9_-]+/)?[A-Za-z0-9_-]+(?:\\.[a-z]+)");

  private final Path folder;

  OutputFolder(Path folder) {
    this.folder = folder;
  }

  SiteReport write(SortedMap<String, byte[]> files) throws IOException {
    List<String> written = new ArrayList<>();
    List<String> unchanged = new ArrayList<>();
    List<String> deleted = gone(files);
    for (String path : files.keySet()) {
      if (isCurrent(path, bytes(files, path))) {
        unchanged.add(path);
      } else {
        replace(path, bytes(files, path));
        written.add(path);
      }
    }
    for (String path : deleted) {
      Path file = folder.resolve(path);
      Files.deleteIfExists(file);
      deleteIfEmpty(file.getParent());
    }
    byte[] manifest = manifest(files);
    if (!isCurrent(MANIFEST, manifest)) {
      replace(MANIFEST, manifest);
    }
    return new SiteReport(written, unchanged, deleted, folder.resolve(Rendered.START_PAGE));
  }

  /** What {@link #write} would write or delete. */
  List<String> differences(SortedMap<String, byte[]> files) throws IOException {
    TreeSet<String> differing = new TreeSet<>(gone(files));
    for (String path : files.keySet()) {
      if (!isCurrent(path, bytes(files, path))) {
        differing.add(path);
      }
    }
    if (!isCurrent(MANIFEST, manifest(files))) {
      differing.add(MANIFEST);
    }
    return List.copyOf(differing);
  }

  private static byte[] bytes(SortedMap<String, byte[]> files, String path) {
    byte[] bytes = files.get(path);
    if (bytes == null) {
      throw new IllegalStateException(path);
    }
    return bytes;
  }

  /** A report that the files of the last build were not touched. */
  SiteReport unchanged() throws IOException {
    return new SiteReport(
        List.of(), List.copyOf(made()), List.of(), folder.resolve(Rendered.START_PAGE));
  }

  /** Files of an earlier build that are still there and that this one does not have. */
  private List<String> gone(SortedMap<String, byte[]> files) throws IOException {
    SortedSet<String> gone = made();
    gone.removeAll(files.keySet());
    return List.copyOf(gone);
  }

  /** Files of an earlier build that are still there. */
  private SortedSet<String> made() throws IOException {
    SortedSet<String> made = new TreeSet<>();
    Path manifest = folder.resolve(MANIFEST);
    if (Files.isRegularFile(manifest)) {
      for (String line : Files.readString(manifest).split("\\R", -1)) {
        if (OURS.matcher(line).matches()
            && Files.isRegularFile(folder.resolve(line), LinkOption.NOFOLLOW_LINKS)) {
          made.add(line);
        }
      }
    }
    return made;
  }

  private boolean isCurrent(String path, byte[] bytes) throws IOException {
    try {
      Path file = folder.resolve(path);
      return Files.size(file) == bytes.length && Arrays.equals(Files.readAllBytes(file), bytes);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private void replace(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    Files.write(fresh, bytes);
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void deleteIfEmpty(@Nullable Path parent) throws IOException {
    if (parent != null && !parent.equals(folder)) {
      try {
        Files.deleteIfExists(parent);
        deleteIfEmpty(parent.getParent());
      } catch (DirectoryNotEmptyException e) {
        return;
      }
    }
  }

  private static byte[] manifest(SortedMap<String, byte[]> files) {
    return (MANIFEST_HEAD + String.join("\n", files.keySet()) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
