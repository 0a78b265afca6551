package ledger.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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

  /**
   * The regular files below a folder, by path, or the file itself; none if nothing is there. Links
   * to files count, links to folders do not.
   *
   * @param enters whether to look into a folder
   */
  public static List<Path> files(Path root, Predicate<Path> enters) throws IOException {
    List<Path> files = new ArrayList<>();
    walk(
        root,
        EnumSet.noneOf(FileVisitOption.class),
        enters,
        (file, attributes) -> {
          if (attributes.isRegularFile() || Files.isRegularFile(file)) {
            files.add(file);
          }
        });
    Collections.sort(files);
    return files;
  }

  /** A folder and all folders below it; none if it does not exist. */
  public static List<Path> folders(Path root) throws IOException {
    List<Path> folders = new ArrayList<>();
    if (Files.isDirectory(root)) {
      walk(root, EnumSet.noneOf(FileVisitOption.class), folders::add, (file, attributes) -> {});
    }
    return folders;
  }

  /** Takes one file. */
  public interface Visitor {
    void file(Path file, BasicFileAttributes attributes) throws IOException;
  }

  /**
   * Visits everything below a path that is not a folder, in the order in which the system lists it;
   * nothing if nothing is there. Links are followed, except for one that leads back up the tree.
   *
   * @param enters whether to look into a folder
   */
  public static void followed(Path root, Predicate<Path> enters, Visitor visitor)
      throws IOException {
    walk(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), enters, visitor);
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

  private static void walk(
      Path root, Set<FileVisitOption> options, Predicate<Path> enters, Visitor visitor)
      throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        options,
        Integer.MAX_VALUE,
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

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof FileSystemLoopException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
  }
}
