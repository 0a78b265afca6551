package ledger.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * The files in a checkout's index. A commit waits for them, so JGit reads them in this process.
 * What it does not know, does not find or would read differently, the git program answers: a split
 * or sparse index, a conflict, a replaced object. JGit refuses an index with a part that it does
 * not know and that is needed to understand the rest; it does not ignore one.
 */
final class StagedFiles {
  private final Checkout checkout;
  private @Nullable DirCache index;

  StagedFiles(Checkout checkout) {
    this.checkout = checkout;
  }

  /** An answer. Of an index or objects that it does not know, JGit may throw anything. */
  private interface Answer<T> {
    T get() throws IOException;
  }

  private <T> T answer(Answer<T> jgit, Answer<T> git) throws IOException {
    if (checkout.isReadByJGit()) {
      try {
        return jgit.get();
      } catch (IOException | RuntimeException e) {
        // Git knows it, or says in its own words what is wrong.
      }
    }
    return git.get();
  }

  /**
   * A file's bytes as they would be committed.
   *
   * @param path as git names it
   * @return empty if git does not track it, or only intends to
   * @throws IOException if it has an unresolved conflict, or git cannot read its index
   */
  Optional<byte[]> bytes(String path) throws IOException {
    return answer(() -> bytesByJGit(path), () -> bytesByGit(path));
  }

  /** Whether a file is in the index, or in the commit. */
  boolean has(String path) throws IOException {
    return (!checkout.isBare() && answer(() -> entry(path) != null, () -> !stages(path).isEmpty()))
        || answer(
            () -> checkout.repository().resolve("HEAD:" + path) != null,
            () -> checkout.object("HEAD:" + path).isPresent());
  }

  /** Lets the index be read again. */
  void forget() {
    index = null;
  }

  private @Nullable DirCacheEntry entry(String path) throws IOException {
    if (index == null) {
      index = DirCache.read(checkout.index().toFile(), checkout.repository().getFS());
    }
    return index.getEntry(path);
  }

  private Optional<byte[]> bytesByJGit(String path) throws IOException {
    DirCacheEntry entry = entry(path);
    if (entry == null || entry.isIntentToAdd()) {
      return Optional.empty();
    }
    Repository repository = checkout.repository();
    String replaced = Constants.R_REFS + "replace/" + entry.getObjectId().name();
    return entry.isMerged() && repository.exactRef(replaced) == null
        ? Optional.of(repository.open(entry.getObjectId(), Constants.OBJ_BLOB).getBytes())
        : bytesByGit(path);
  }

  private Optional<byte[]> bytesByGit(String path) throws IOException {
    Optional<GitObject> staged = checkout.object(":0:" + path);
    if (staged.isPresent()) {
      return staged.get().bytes().length == 0 && isOnlyIntended(path)
          ? Optional.empty()
          : staged.map(GitObject::bytes);
    }
    if (!stages(path).isEmpty()) {
      throw new IOException(path + " has an unresolved merge conflict");
    }
    return Optional.empty();
  }

  /** Its versions in the index: 0 alone, or those of a conflict; none if it is not tracked. */
  private List<Integer> stages(String path) throws IOException {
    List<Integer> stages = new ArrayList<>();
    for (int stage = 0; stage <= 3; stage++) {
      if (checkout.object(":" + stage + ":" + path).isPresent()) {
        stages.add(stage);
      }
    }
    return stages;
  }

  /** An intended file is listed as if it were empty, and makes no difference to the commit. */
  private boolean isOnlyIntended(String path) throws IOException {
    return checkout.object("HEAD:" + path).isEmpty()
        && checkout
                .git()
                .run("--literal-pathspecs", "diff", "--cached", "--quiet", "--", path)
                .exit()
            == 0;
  }
}
