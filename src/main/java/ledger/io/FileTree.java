package ledger.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Lists and removes what is in a folder or below it. */
public final class FileTree {
  private FileTree() {}

  /**
   * The entries of a folder, by name; none if there is no such folder.
   *
   * @throws UncheckedIOException if it cannot be listed
   */
  public static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(entries::add);
    } catch (DirectoryIteratorException e) {
      throw new UncheckedIOException("cannot list " + folder, e.getCause());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
    Collections.sort(entries);
    return entries;
  }

  /** A folder and all folders below it; none if it does not exist. */
  public static List<Path> folders(Path root) throws IOException {
    List<Path> folders = new ArrayList<>();
    if (Files.isDirectory(root)) {
      walk(root, folders::add, (file, attributes) -> {});
    }
    return folders;
  }

  /** Takes one file. */
  public interface Visitor {
    void file(Path file, BasicFileAttributes attributes) throws IOException;
  }

  /** Removes a path and everything below it, if it exists; links are not followed. */
  public static void delete(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * Visits everything below a path that is not a folder, in the order in which the system lists it;
   * nothing if nothing is there. Links are visited, not followed.
   *
   * @param enters whether to look into a folder
   */
  static void walk(Path root, Predicate<Path> enters, Visitor visitor) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return enters.test(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            visitor.file(file, attributes);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
