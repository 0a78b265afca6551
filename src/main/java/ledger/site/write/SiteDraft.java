package ledger.site.write;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import ledger.io.DurableFile;
import ledger.io.FileTree;
import ledger.io.GuardedFiles;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A site that is being built. Files that differ from the present ones are set aside until all of
 * them are made; the others are forgotten, so that a site may be larger than memory. Several
 * threads may add to it.
 */
final class SiteDraft implements AutoCloseable {
  private final GuardedFiles files;
  private final Path current;
  private final Path aside;
  private final boolean existed;
  private final ConcurrentSkipListMap<String, Boolean> changed = new ConcurrentSkipListMap<>();
  private final LinkCheck links = new LinkCheck();
  private final Folders folders = new Folders();
  private final Set<String> drawn = ConcurrentHashMap.newKeySet();
  private final Set<String> shared = ConcurrentHashMap.newKeySet();

  /**
   * @param files opens the site's files as they are now
   * @param current the site as it is now; it may be missing
   * @param aside where to set files aside: a folder that is this draft's own, empty or missing
   */
  SiteDraft(GuardedFiles files, Path current, Path aside) throws IOException {
    this.files = files;
    this.current = current;
    this.aside = aside;
    this.existed = Files.exists(current);
  }

  /** A path has one file: the second one that is added is a mistake of this program. */
  void add(String path, byte[] bytes) throws IOException {
    boolean differs = !existed || !isCurrent(path, bytes);
    if (changed.putIfAbsent(path, differs) != null) {
      throw new IllegalStateException("two files would be " + path);
    }
    if (differs) {
      Path file = aside.resolve(path);
      folders.make(file.getParent());
      write(file, bytes);
    }
  }

  static void write(Path file, byte[] bytes) throws IOException {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw DurableFile.named(file, e);
    }
  }

  /**
   * Adds a page.
   *
   * @param written where its addresses are in the file that it is made from, if it is made from one
   * @return what it links to
   */
  List<String> page(String path, byte[] html, LinkCheck.@Nullable WrittenPage written)
      throws IOException {
    add(path, html);
    drawn.add(path);
    return links.add(path, html, written);
  }

  /** A file that several parts of the site have. */
  void share(String path, byte[] bytes) throws IOException {
    if (shared.add(path)) {
      add(path, bytes);
    }
  }

  /**
   * Files that are as they are to be.
   *
   * @param targets that they link to
   */
  void keep(List<String> kept, List<String> targets) {
    kept.forEach(path -> changed.put(path, false));
    shared.addAll(kept);
    links.remember(targets);
  }

  /** Whether a page that was kept links to something that is gone. */
  boolean isForgotten() throws IOException {
    return links.isForgotten(paths(), drawn::contains, this::bytes);
  }

  SortedSet<String> paths() {
    return changed.navigableKeySet();
  }

  /** Those that are new or have other bytes, sorted. */
  List<String> changed() {
    return paths().stream().filter(this::isSetAside).toList();
  }

  /** Those that are already as they should be, sorted. */
  List<String> unchanged() {
    return paths().stream().filter(path -> !isSetAside(path)).toList();
  }

  /** Where a changed file waits. */
  Path file(String path) {
    return (isSetAside(path) ? aside : current).resolve(path);
  }

  /** Where a folder's changed files wait. */
  Path aside(String top) {
    return aside.resolve(top);
  }

  /** Links that lead nowhere. */
  List<Problem> problems() throws IOException {
    return links.problems(paths(), this::bytes);
  }

  private byte[] bytes(String path) throws IOException {
    if (isSetAside(path)) {
      return Files.readAllBytes(file(path));
    }
    try (InputStream in = files.open(file(path))) {
      return in.readAllBytes();
    }
  }

  boolean isCurrent(String path, byte[] bytes) throws IOException {
    try {
      Path file = files.resolved(current.resolve(path));
      return Files.size(file) == bytes.length && Arrays.equals(Files.readAllBytes(file), bytes);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Deletes what was not used, and the site's folder if it was created for nothing. */
  @Override
  public void close() throws IOException {
    FileTree.delete(aside);
    if (!existed && Files.isDirectory(current)) {
      try {
        Files.delete(current);
      } catch (DirectoryNotEmptyException e) {
        return;
      }
    }
  }

  private boolean isSetAside(String path) {
    return Boolean.TRUE.equals(changed.get(path));
  }
}
