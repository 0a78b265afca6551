package ledger.workspace;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ledger.io.FileTree;

/** Waits for changes below some folders. */
public final class FolderChanges implements AutoCloseable {
  /** An editor writes a file in several steps; how long it has to be quiet, in milliseconds. */
  private static final long SETTLED = 150;

  private final WatchService service;
  private final Path root;
  private final List<Path> trees;

  private FolderChanges(WatchService service, Path root, List<Path> trees) {
    this.service = service;
    this.root = root;
    this.trees = trees;
  }

  /**
   * Watches these folders until this is closed.
   *
   * @param root a folder whose own entries are watched, so that a tree may be created later
   * @param trees folders that are watched with everything below them; they may be missing
   */
  public static FolderChanges below(Path root, List<Path> trees) throws IOException {
    FolderChanges changes = new FolderChanges(root.getFileSystem().newWatchService(), root, trees);
    changes.register();
    return changes;
  }

  /**
   * Returns after a change, once things have become quiet.
   *
   * @return false if this was closed: there is nothing more to wait for
   */
  public boolean await() throws IOException, InterruptedException {
    try {
      WatchKey key = service.take();
      while (key != null) {
        key.pollEvents();
        key.reset();
        key = service.poll(SETTLED, TimeUnit.MILLISECONDS);
      }
      register(); // there may be new folders
      return true;
    } catch (ClosedWatchServiceException e) {
      return false;
    }
  }

  /** Watches these folders too, without what is below them, as far as they exist. */
  public void add(Collection<Path> folders) throws IOException {
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        register(folder);
      }
    }
  }

  @Override
  public void close() throws IOException {
    service.close();
  }

  private void register() throws IOException {
    register(root);
    for (Path tree : trees) {
      for (Path folder : FileTree.folders(tree)) {
        register(folder);
      }
    }
  }

  private void register(Path folder) throws IOException {
    folder.register(
        service,
        StandardWatchEventKinds.ENTRY_CREATE,
        StandardWatchEventKinds.ENTRY_MODIFY,
        StandardWatchEventKinds.ENTRY_DELETE);
  }
}
