package ledger.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * Git's index, locked as git locks it, so that one file's staged bytes can be replaced. Until
 * {@link #replace} the index stays as it was; then the new one, which git itself wrote, replaces it
 * as a whole.
 */
public final class IndexEdit implements AutoCloseable {
  private final Checkout checkout;
  private final Path file;
  private final Path lock;
  private boolean replaced;

  private IndexEdit(Checkout checkout, Path file, Path lock) {
    this.checkout = checkout;
    this.file = file;
    this.lock = lock;
  }

  /**
   * Locks the index to edit one file.
   *
   * @throws IOException if another git process holds the lock; the index stays as it is
   */
  public static IndexEdit lock(Checkout checkout, Path file) throws IOException {
    Path lock = beside(checkout.index(), ".lock");
    try {
      Files.createFile(lock);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(
          "git's index is locked ("
              + lock
              + " exists): let the other git process finish, or remove that file if"
              + " none is running; nothing was changed",
          e);
    }
    checkout.forget();
    return new IndexEdit(checkout, file, lock);
  }

  /**
   * The file's bytes as they would be committed; empty if git does not track it.
   *
   * @throws IOException if it has an unresolved conflict, or git cannot read its index
   */
  public Optional<byte[]> staged() throws IOException {
    return checkout.staged(file);
  }

  /**
   * Stages other bytes for the file, keeping its mode. All else in the index stays.
   *
   * @throws IOException if it cannot be written; the index stays as it was
   */
  public void replace(byte[] content) throws IOException {
    GitProgram git = checkout.git();
    String path = checkout.inRepository(file).orElseThrow();
    String listed =
        git.run("--literal-pathspecs", "ls-files", "--stage", "-z", "--", path)
            .orFail("git ls-files");
    String mode = listed.substring(0, listed.indexOf(' '));
    String blob =
        git.run(
                Map.of(),
                content,
                // The new object is on disk before the index names it.
                "-c",
                "core.fsync=loose-object",
                "hash-object",
                "-w",
                "--stdin")
            .orFail("git hash-object")
            .strip();
    Path draft = beside(checkout.index(), ".ledger");
    Path draftLock = beside(draft, ".lock");
    // Whoever holds the index's lock is alone with these: what is there was left by a failed disk.
    Files.deleteIfExists(draftLock);
    try {
      Files.copy(checkout.index(), draft, StandardCopyOption.REPLACE_EXISTING);
      byte[] entry = (mode + " " + blob + "\t" + path + "\0").getBytes(StandardCharsets.UTF_8);
      git.run(
              Map.of("GIT_INDEX_FILE", draft.toString()),
              entry,
              "update-index",
              "-z",
              "--index-info")
          .orFail("git update-index");
      // As git does it: the lock becomes the index, and nothing has to be removed afterwards.
      Files.move(draft, lock, StandardCopyOption.ATOMIC_MOVE);
      Files.move(lock, checkout.index(), StandardCopyOption.ATOMIC_MOVE);
      replaced = true;
    } finally {
      Files.deleteIfExists(draft);
      Files.deleteIfExists(draftLock);
    }
  }

  @Override
  public void close() throws IOException {
    if (!replaced) { // Otherwise a lock that is there is somebody else's.
      Files.deleteIfExists(lock);
    }
  }

  private static Path beside(Path index, String suffix) {
    return index.resolveSibling(index.getFileName() + suffix);
  }
}
