package ledger.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ledger.io.GuardedFiles;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * A git repository with its working tree, where a ledger lives. It is only read.
 *
 * <p>A linked worktree is a checkout of its own. When git runs a hook, its {@code GIT_INDEX_FILE}
 * (set by {@code git commit -a} and {@code git commit FILE}) is the index that is read.
 */
public final class Checkout implements AutoCloseable {
  /** Of a repository's format, those that JGit can be trusted with. */
  private static final Set<String> EXTENSIONS =
      Set.of(
          "noop",
          "objectformat",
          "partialclone",
          "preciousobjects",
          "refstorage",
          "relativeworktrees",
          "worktreeconfig");

  private final Repository repository;
  private final Path root;
  private final GitVariables variables;
  private final GuardedFiles files;
  private final StagedFiles stage = new StagedFiles(this);
  private @Nullable CatFile objects;

  private Checkout(Repository repository, Path root, GitVariables variables) {
    this.files = new GuardedFiles(root, new GitReach(root, variables.environment()));
    this.repository = repository;
    this.root = root;
    this.variables = variables;
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
    GitVariables variables = new GitVariables(environment);
    Optional<Repository> found = new RepositoryFinder(start, variables).find();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Repository repository = found.get();
    if (repository.isBare() != bare) {
      repository.close();
      return Optional.empty();
    }
    File top = bare ? repository.getDirectory() : repository.getWorkTree();
    return Optional.of(new Checkout(repository, top.toPath().toRealPath(), variables));
  }

  /** Whether it has no files, only commits. */
  public boolean isBare() {
    return repository.isBare();
  }

  /** Whether git has the file, staged or committed, whether or not it is on disk. */
  public boolean has(Path file) throws IOException {
    Optional<String> path = inRepository(file);
    return path.isPresent() && stage.has(path.get());
  }

  /** The working tree's top folder, with links resolved. */
  public Path root() {
    return root;
  }

  /** Opens the files of the working tree. */
  public GuardedFiles files() {
    return files;
  }

  /** The commit that is checked out, as hexadecimal digits; empty before the first commit. */
  public Optional<String> headCommit() throws IOException {
    return isReadByJGit()
        ? Optional.ofNullable(repository.resolve(Constants.HEAD)).map(ObjectId::name)
        : word("rev-parse", "--verify", "--quiet", "HEAD");
  }

  /** The name with which the user commits, from git's settings. */
  public Optional<String> userName() {
    return Optional.ofNullable(repository.getConfig().getString("user", null, "name"));
  }

  /** The branch that is checked out, such as {@code feature/x}; empty with a detached head. */
  public Optional<String> branch() throws IOException {
    if (!isReadByJGit()) {
      return word("symbolic-ref", "--quiet", "--short", "HEAD");
    }
    String full = repository.getFullBranch();
    return full != null && full.startsWith(Constants.R_HEADS)
        ? Optional.of(full.substring(Constants.R_HEADS.length()))
        : Optional.empty();
  }

  /** What git answers in one word; empty if it answers only by its exit code. */
  private Optional<String> word(String... question) throws IOException {
    GitProgram.Output answer = git().run(question);
    return answer.exit() == 1 || (answer.exit() != 0 && answer.err().isBlank())
        ? Optional.empty()
        : Optional.of(answer.orFail("git " + question[0]).strip());
  }

  /**
   * The file's bytes as they would be committed.
   *
   * @return empty if git does not track it, or only intends to
   * @throws IOException if it has an unresolved conflict, or git cannot read its index
   */
  public Optional<byte[]> staged(Path file) throws IOException {
    Optional<String> path = inRepository(file);
    return path.isEmpty() ? Optional.empty() : stage.bytes(path.get());
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
    forget();
    repository.close();
  }

  /** Lets the index be read again when somebody asks the next time. */
  void forget() {
    stage.forget();
    if (objects != null) {
      objects.close();
      objects = null;
    }
  }

  public Repository repository() {
    return repository;
  }

  /** The user's own git, in this checkout. */
  public GitProgram git() {
    return variables.program(repository.getDirectory().toPath(), root);
  }

  /** The index from which the next commit is made. */
  Path index() {
    return variables.index(repository.getDirectory().toPath(), root);
  }

  /**
   * A file or folder, read by the git program: one process answers for all of them.
   *
   * @param name an ID, {@code COMMIT:path}, or {@code :0:path} for what is staged
   * @throws IOException with git's own words if it cannot read the object, or refuses to
   */
  public Optional<GitObject> object(String name) throws IOException {
    if (objects == null) {
      objects = new CatFile(git());
    }
    try {
      return objects.read(name);
    } catch (IOException e) {
      forget();
      throw e;
    }
  }

  /**
   * Whether JGit reads this repository as git does. It does not know SHA-256, references in tables
   * only of some versions, and ignores some variables and what is still to come. The git program,
   * which made such a repository, knows it.
   */
  public boolean isReadByJGit() {
    return variables.areKnownToJGit()
        && isFormat("objectFormat", "sha1")
        && isFormat("refStorage", "files")
        && repository.getConfig().getNames("extensions").stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .allMatch(EXTENSIONS::contains);
  }

  private boolean isFormat(String name, String usual) {
    String format = repository.getConfig().getString("extensions", null, name);
    return format == null || format.equalsIgnoreCase(usual);
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
