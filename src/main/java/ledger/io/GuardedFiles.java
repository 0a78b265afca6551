package ledger.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The files of a workspace, and how far symbolic links among them may lead: to any place in the
 * workspace or in the git work tree around it, but not into git's own folder. A link that came with
 * a clone can name any file of whoever cloned it, so every file is opened here (ADR 15).
 *
 * <p>A file is opened below the real path of its folder, and the system is told not to follow a
 * link in place of the file itself; a link is only then resolved, and what it leads to is opened in
 * the same way. Folders are resolved once. Every method throws {@link OutsideLink} for a file that
 * links lead further, and for a link that leads nowhere.
 */
public final class GuardedFiles {
  private final Path root;
  private final LinkReach reach;
  private final Origins origins;

  /** Real paths of folders that links may lead to, by the paths that name them. */
  private final Map<Path, Path> folders = new ConcurrentHashMap<>();

  /**
   * @param root the workspace; it may be missing
   */
  public GuardedFiles(Path root, LinkReach reach) {
    this(root, reach, Origins.NOT_KEPT);
  }

  private GuardedFiles(Path root, LinkReach reach, Origins origins) {
    this.root = absolute(root);
    this.reach = reach;
    this.origins = origins;
  }

  /** The same files; every path that is looked at is noted. */
  public GuardedFiles noting(Origins kept) {
    return new GuardedFiles(root, reach, kept);
  }

  /** Where it is noted what was looked at. */
  public Origins origins() {
    return origins;
  }

  /** One whose links stay in a folder. */
  public static GuardedFiles of(Path root) {
    return new GuardedFiles(root, new LinkReach() {});
  }

  /**
   * Whether a path is written as one of this tree's files. Others are the business of whoever named
   * them, the user or git.
   */
  public boolean covers(Path file) {
    return isWithin(root, absolute(file));
  }

  /** Where a file is that the user or git named: {@link #resolved} if this tree covers it. */
  public Path named(Path file) throws IOException {
    return covers(file) ? resolved(file) : file;
  }

  /** Where a file is, with links resolved; it may be missing. */
  public Path resolved(Path file) throws IOException {
    Path at = inRealFolder(file);
    return Files.isSymbolicLink(at) ? followed(file) : at;
  }

  /** The file's bytes; null if there is no file. */
  public byte @Nullable [] content(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return in.readAllBytes();
    } catch (NoSuchFileException e) {
      return null;
    } catch (OutsideLink e) {
      throw e;
    } catch (IOException e) {
      throw DurableFile.named(file, e);
    }
  }

  /**
   * The file's bytes, as they come.
   *
   * @throws NoSuchFileException if there is no file
   */
  public InputStream open(Path file) throws IOException {
    Path at = inRealFolder(file);
    try {
      return Files.newInputStream(at, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      if (!Files.isSymbolicLink(at)) {
        throw e;
      }
      return Files.newInputStream(followed(file), LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Whether it is a regular file. */
  public boolean isFile(Path file) throws IOException {
    return Files.isRegularFile(resolved(file), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * The entries of a folder, by name, links among them as they are; none if there is no such
   * folder.
   *
   * @throws UncheckedIOException if it cannot be listed
   */
  public List<Path> list(Path folder) {
    try {
      origins.add(folder);
      return FileTree.list(folder(absolute(folder))).stream()
          .map(entry -> folder.resolve(entry.getFileName()))
          .peek(origins::addLink)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  /**
   * The regular files below a path, by path, or the file itself; none if nothing is there. Links to
   * files count; links to folders, and those that lead nowhere, do not.
   *
   * @param enters whether to look into a folder, or at a link
   */
  public List<Path> files(Path root, Predicate<Path> enters) throws IOException {
    List<Path> files = new ArrayList<>();
    Path real = resolved(root);
    FileTree.walk(
        real,
        entry -> enters.test(origins.add(root.resolve(real.relativize(entry)))),
        (entry, attributes) -> {
          Path file = root.resolve(real.relativize(entry));
          origins.addLink(file);
          if (attributes.isRegularFile()
              || (attributes.isSymbolicLink() && enters.test(file) && leadsToFile(file))) {
            files.add(file);
          }
        });
    Collections.sort(files);
    return files;
  }

  private boolean leadsToFile(Path link) throws IOException {
    return Files.exists(link) && Files.isRegularFile(followed(link));
  }

  /**
   * Visits everything below a path that is not a folder, in the order in which the system lists it;
   * nothing if nothing is there. Links are followed as far as they may lead, but no folder is
   * visited twice; of a link that leads further, or nowhere, the link itself is visited.
   *
   * @param enters whether to look into a folder
   */
  public void visit(Path root, Predicate<Path> enters, FileTree.Visitor visitor)
      throws IOException {
    visit(root, enters, visitor, new HashSet<>());
  }

  private void visit(Path at, Predicate<Path> enters, FileTree.Visitor visitor, Set<Path> visited)
      throws IOException {
    Path real;
    try {
      real = Files.exists(at, LinkOption.NOFOLLOW_LINKS) ? resolved(at) : at;
    } catch (OutsideLink e) {
      visitor.file(at, attributes(at));
      return;
    }
    FileTree.walk(
        real,
        folder -> enters.test(origins.add(folder)) && visited.add(folder),
        (entry, attributes) -> {
          if (attributes.isSymbolicLink()) {
            visit(entry, enters, visitor, visited);
          } else {
            visitor.file(entry, attributes);
          }
        });
  }

  private static BasicFileAttributes attributes(Path link) throws IOException {
    return Files.readAttributes(link, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Where a file is, with the links of its folder resolved. If the file itself is a link, it is
   * that link.
   */
  public Path inRealFolder(Path file) throws IOException {
    Path absolute = origins.add(absolute(file));
    Path parent = absolute.getParent();
    return absolute.equals(root) || parent == null
        ? folder(absolute)
        : folder(parent).resolve(absolute.getFileName());
  }

  /** The real path of a folder; as far as it exists. */
  private Path folder(Path folder) throws IOException {
    Path known = folders.get(folder);
    if (known != null) {
      return known;
    }
    if (Files.exists(folder)) {
      Path real = allowed(folder, folder.toRealPath());
      folders.put(folder, real);
      return real;
    }
    if (Files.isSymbolicLink(folder)) {
      throw leadsNowhere(folder);
    }
    Path parent = folder.getParent();
    return parent == null || folder.equals(root)
        ? folder
        : folder(parent).resolve(folder.getFileName());
  }

  private Path followed(Path link) throws IOException {
    Path real;
    try {
      real = link.toRealPath();
    } catch (IOException e) {
      throw leadsNowhere(link);
    }
    return allowed(link, real);
  }

  private Path allowed(Path file, Path real) throws IOException {
    Path top = Files.exists(root) ? root.toRealPath() : root;
    if (isWithin(top, real)
        || reach.top().filter(tree -> isWithin(tree, real)).isPresent()
        || reach.anywhere()) {
      return real;
    }
    Path bounds = reach.top().orElse(top);
    String where = real.startsWith(bounds) ? "in git's own folder" : "outside of " + bounds;
    throw new OutsideLink(
        shown(file),
        (real.equals(absolute(file)) ? "it is " : "it leads to " + real + ", ")
            + where
            + ", and is neither read nor written",
        reach.way());
  }

  private OutsideLink leadsNowhere(Path link) {
    return new OutsideLink(
        shown(link), "it is a symbolic link that leads nowhere", "remove it, or make its target");
  }

  private String shown(Path file) {
    Path absolute = absolute(file);
    return absolute.startsWith(root) && !absolute.equals(root)
        ? root.relativize(absolute).toString()
        : file.toString();
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /** Whether a path is in a folder, and not in git's own one. */
  private static boolean isWithin(Path top, Path path) {
    if (!path.startsWith(top)) {
      return false;
    }
    for (Path name : top.relativize(path)) {
      if (name.toString().equalsIgnoreCase(".git")) {
        return false;
      }
    }
    return true;
  }
}
