package ledger.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.LockFailedException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Git's index, locked as git locks it, so that one file's staged bytes can be replaced. Until
 * {@link #replace} the index stays as it was; then the new one replaces it as a whole.
 */
public final class IndexEdit implements AutoCloseable {
  private final Repository repository;
  private final DirCache index;
  private final @Nullable DirCacheEntry entry;

  private IndexEdit(Repository repository, DirCache index, @Nullable DirCacheEntry entry) {
    this.repository = repository;
    this.index = index;
    this.entry = entry;
  }

  /**
   * Locks the index to edit one file.
   *
   * @throws IOException if another git process holds the lock, the index cannot be read, or the
   *     file has an unresolved conflict; the index stays as it is
   */
  public static IndexEdit lock(Checkout checkout, Path file) throws IOException {
    checkout.requireReadable();
    Repository repository = checkout.repository();
    Path lock = checkout.index().resolveSibling(checkout.index().getFileName() + ".lock");
    DirCache index;
    try {
      index = DirCache.lock(checkout.index().toFile(), repository.getFS());
    } catch (LockFailedException e) {
      String why = Files.exists(lock) ? lock + " exists" : String.valueOf(e.getMessage());
      throw new IOException(
          "git's index is locked ("
              + why
              + "): let the other git process finish, or remove that file if"
              + " none is running; nothing was changed",
          e);
    } catch (IOException e) {
      throw checkout.unreadableIndex(e);
    }
    try {
      return new IndexEdit(repository, index, checkout.entry(index, file));
    } catch (IOException e) {
      index.unlock();
      throw e;
    }
  }

  /** The file's bytes as they would be committed; empty if git does not track it. */
  public Optional<byte[]> staged() throws IOException {
    return entry == null
        ? Optional.empty()
        : Optional.of(repository.open(entry.getObjectId(), Constants.OBJ_BLOB).getBytes());
  }

  /**
   * Stages other bytes for the file, keeping its mode, and releases the index.
   *
   * @throws IOException if it cannot be written; the index stays as it was
   */
  public void replace(byte[] content) throws IOException {
    if (entry == null) {
      throw new IllegalStateException("the file is not staged");
    }
    // Only in memory: the new object is on disk before the index names it.
    repository.getConfig().setBoolean("core", null, "fsyncObjectFiles", true);
    ObjectId blob;
    try (ObjectInserter objects = repository.newObjectInserter()) {
      blob = objects.insert(Constants.OBJ_BLOB, content);
      objects.flush();
    }
    DirCacheEditor editor = index.editor();
    editor.add(
        new DirCacheEditor.PathEdit(entry) {
          @Override
          public void apply(DirCacheEntry edited) {
            edited.setObjectId(blob);
            // No size and no time, so git compares the file itself the next time it looks.
            edited.setLength(0);
            edited.setLastModified(Instant.EPOCH);
          }
        });
    editor.finish();
    index.write();
    if (!index.commit()) {
      throw new IOException("cannot replace git's index; nothing was staged");
    }
  }

  @Override
  public void close() {
    index.unlock();
  }
}
