package ledger.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.IndexDiff;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.submodule.SubmoduleWalk;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * A git repository with its working tree, where a ledger lives. It is only read.
 *
 * <p>A linked worktree is a checkout of its own. When git runs a hook, its {@code GIT_INDEX_FILE}
 * (set by {@code git commit -a} and {@code git commit FILE}) is the index that is read.
 */
public final class Checkout implements AutoCloseable {
  private final Repository repository;
  private final Path root;
  private final Path index;

  private Checkout(Repository repository, Path root, Path index) {
    this.repository = repository;
    this.root = root;
    this.index = index;
  }

  /**
   * The checkout around a folder or file, by the environment that git gives to a hook.
   *
   * @return empty if there is no repository, or a bare one
   * @throws IOException if there is one that cannot be read; the message says which one and why
   */
  public static Optional<Checkout> find(Path from, Map<String, String> environment)
      throws IOException {
    return repository(from, environment, false);
  }

  /**
   * The bare repository around a folder. It has commits but no files: its own folder serves as the
   * root, and a path below it means what its commits have there.
   *
   * @return empty if there is no repository, or one with a working tree
   */
  public static Optional<Checkout> bare(Path from, Map<String, String> environment)
      throws IOException {
    return repository(from, environment, true);
  }

  private static Optional<Checkout> repository(
      Path from, Map<String, String> environment, boolean bare) throws IOException {
    JGit.start();
    Path start = existing(from.toAbsolutePath()).toRealPath();
    Optional<Repository> found = new RepositoryFinder(start, environment).find();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Repository repository = found.get();
    if (repository.isBare() != bare) {
      repository.close();
      return Optional.empty();
    }
    File top = bare ? repository.getDirectory() : repository.getWorkTree();
    Path root = top.toPath().toRealPath();
    Path index = bare ? root.resolve("index") : index(repository, root, environment);
    return Optional.of(new Checkout(repository, root, index));
  }

  /** Whether it has no files, only commits. */
  public boolean isBare() {
    return repository.isBare();
  }

  /** Whether git has the file, staged or committed, whether or not it is on disk. */
  public boolean has(Path file) throws IOException {
    Optional<String> path = inRepository(file);
    return path.isPresent()
        && ((!isBare() && readIndex().getEntry(path.get()) != null)
            || committed(path.get()) != null);
  }

  /** The working tree's top folder, with links resolved. */
  public Path root() {
    return root;
  }

  /** The commit that is checked out, as hexadecimal digits; empty before the first commit. */
  public Optional<String> headCommit() throws IOException {
    return Optional.ofNullable(head()).map(ObjectId::name);
  }

  /** The branch that is checked out, such as {@code feature/x}; empty with a detached head. */
  public Optional<String> branch() throws IOException {
    String full = repository.getFullBranch();
    return full != null && full.startsWith(Constants.R_HEADS)
        ? Optional.of(full.substring(Constants.R_HEADS.length()))
        : Optional.empty();
  }

  /**
   * Whether anything that git tracks differs from the commit, staged or not. Untracked files do not
   * count, nor do submodules.
   */
  public boolean isDirty() throws IOException {
    requireReadable();
    IndexDiff found = new IndexDiff(repository, Constants.HEAD, new FileTreeIterator(repository));
    found.setIgnoreSubmoduleMode(SubmoduleWalk.IgnoreSubmoduleMode.ALL);
    found.diff();
    return Stream.of(
            found.getAdded(),
            found.getChanged(),
            found.getRemoved(),
            found.getMissing(),
            found.getModified(),
            found.getConflicting())
        .anyMatch(files -> !files.isEmpty());
  }

  /**
   * The file's bytes as they would be committed.
   *
   * @return empty if git does not track it, or only intends to
   * @throws IOException if it has an unresolved conflict, or the repository cannot be read
   */
  public Optional<byte[]> staged(Path file) throws IOException {
    DirCacheEntry entry = entry(file);
    return entry == null
        ? Optional.empty()
        : Optional.of(repository.open(entry.getObjectId(), Constants.OBJ_BLOB).getBytes());
  }

  /**
   * Git's name for the file: relative to the root, with slashes.
   *
   * @return empty if it is outside
   */
  public Optional<String> inRepository(Path file) throws IOException {
    Path absolute = file.toAbsolutePath().normalize();
    Path existing = existing(absolute);
    // A file that is itself a link is tracked as a link: only its folder is resolved.
    Path folder = existing.equals(absolute) ? parent(absolute) : existing;
    Path real = folder.toRealPath().resolve(folder.relativize(absolute));
    if (!real.startsWith(root) || real.equals(root)) {
      return Optional.empty();
    }
    StringBuilder path = new StringBuilder();
    for (Path name : root.relativize(real)) {
      path.append(path.isEmpty() ? "" : "/").append(name);
    }
    return Optional.of(path.toString());
  }

  @Override
  public void close() {
    repository.close();
  }

  public Repository repository() {
    return repository;
  }

  /** The index from which the next commit is made. */
  Path index() {
    return index;
  }

  private @Nullable DirCacheEntry entry(Path file) throws IOException {
    return entry(readIndex(), file);
  }

  /** The file in the index; empty if git does not track it, or only intends to. */
  @Nullable DirCacheEntry entry(DirCache staged, Path file) throws IOException {
    Optional<String> path = inRepository(file);
    if (path.isEmpty()) {
      return null;
    }
    DirCacheEntry entry = staged.getEntry(path.get());
    if (entry == null || entry.isIntentToAdd()) {
      return null;
    }
    if (!entry.isMerged()) {
      throw new IOException(path.get() + " has an unresolved merge conflict");
    }
    return entry;
  }

  /**
   * Makes sure that commits and staged files can be read; the branch's name can always be read.
   *
   * @throws IOException if the repository names its objects by SHA-256, which JGit cannot read
   */
  public void requireReadable() throws IOException {
    String format = repository.getConfig().getString("extensions", null, "objectFormat");
    if (format != null && !format.equalsIgnoreCase("sha1")) {
      throw new IOException(
          root + " is a repository with " + format + " object names, which ledger cannot read yet");
    }
  }

  private DirCache readIndex() throws IOException {
    requireReadable();
    try {
      return DirCache.read(index.toFile(), repository.getFS());
    } catch (IOException e) {
      throw unreadableIndex(e);
    }
  }

  /** Names the kind of index, if that is why it cannot be read, with a hint. */
  IOException unreadableIndex(IOException e) throws IOException {
    String why = String.valueOf(e.getMessage());
    if (isSplit()) {
      why = "it is a split one; 'git update-index --no-split-index' makes it a plain one";
    } else if (GitProgram.run(root, "config", "index.sparse").exit() == 0) {
      why =
          "it is a sparse one; 'git sparse-checkout reapply --no-sparse-index' makes it a plain one";
    }
    return new IOException("cannot read git's index " + index + ": " + why, e);
  }

  private boolean isSplit() {
    try (var shared = Files.newDirectoryStream(parent(index), "sharedindex.*")) {
      return shared.iterator().hasNext();
    } catch (IOException e) {
      return false;
    }
  }

  private @Nullable ObjectId head() throws IOException {
    return repository.resolve(Constants.HEAD);
  }

  private @Nullable ObjectId committed(String path) throws IOException {
    ObjectId head = head();
    if (head == null) {
      return null;
    }
    try (RevWalk commits = new RevWalk(repository)) {
      RevTree tree = commits.parseCommit(head).getTree();
      try (TreeWalk walk = TreeWalk.forPath(repository, path, tree)) {
        return walk == null ? null : walk.getObjectId(0);
      }
    }
  }

  private static Path index(Repository repository, Path root, Map<String, String> environment) {
    Path gitFolder = repository.getDirectory().toPath();
    String named = environment.get("GIT_INDEX_FILE");
    if (named == null || named.isEmpty()) {
      return repository.getIndexFile().toPath();
    }
    String owner = environment.get("GIT_DIR");
    if (owner != null && !same(root.resolve(owner), gitFolder)) {
      // The environment is about another repository.
      return repository.getIndexFile().toPath();
    }
    // Relative to the folder in which git runs hooks.
    return root.resolve(named);
  }

  private static boolean same(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }

  private static Path existing(Path path) {
    Path at = path;
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }
}
