package ledger.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import ledger.io.Origins;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/**
 * Notes what decides the answers of {@link FilesInGit}: the files of git's own folder that name the
 * commit, the index and the references; settings; and what says which files are ignored.
 */
public final class GitOrigins {
  private static final String GIT = ".git";

  /** In the folder of a work tree. */
  private static final List<String> OWN =
      List.of("HEAD", "index", "config.worktree", "commondir", "gitdir", "info/sparse-checkout");

  /** In the folder that all work trees share. */
  private static final List<String> COMMON =
      List.of(
          "config",
          "packed-refs",
          "shallow",
          "info/exclude",
          "info/attributes",
          "info/grafts",
          "objects/pack",
          "refs/replace",
          "reftable");

  private static final String ALTERNATES = "objects/info/alternates";
  private static final int DEEPEST = 5;

  /** Settings that name a file, which may not be there yet. */
  private static final Pattern NAMING =
      Pattern.compile(
          "core\\.(excludesfile|attributesfile)|include(if\\..*)?\\.path", Pattern.DOTALL);

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");

  /** With these, what decides lies elsewhere. */
  private static final List<String> ELSEWHERE =
      List.of(
          "GIT_DIR",
          "GIT_WORK_TREE",
          "GIT_COMMON_DIR",
          "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_SHALLOW_FILE",
          "GIT_GRAFT_FILE",
          "GIT_REPLACE_REF_BASE");

  private final Origins origins;
  private final Map<String, String> environment;

  /**
   * @param environment the process's, whose variables count too
   */
  public GitOrigins(Origins origins, Map<String, String> environment) {
    this.origins = origins;
    this.environment = environment;
  }

  /**
   * Notes all of them.
   *
   * @param from a folder or file in a work tree, or outside of any
   * @param commits that were asked for by their IDs
   */
  public void add(Path from, Collection<String> commits) {
    if (ELSEWHERE.stream().anyMatch(environment::containsKey)) {
      origins.addUnknown();
      return;
    }
    try {
      around(from.toRealPath());
      Optional<Checkout> found = Checkout.find(from, environment);
      if (found.isPresent()) {
        try (Checkout checkout = found.get()) {
          repository(checkout, commits);
        }
      }
    } catch (IOException | InvalidPathException e) {
      origins.addUnknown();
    }
  }

  /** Notes what says whether files are ignored: from each folder up to the top one. */
  public void addIgnores(Path top, Collection<Path> files) {
    for (Path file : files) {
      for (Path at = file.getParent(); at != null && at.startsWith(top); at = at.getParent()) {
        origins.add(at.resolve(".gitignore"));
        if (!at.equals(top)) {
          origins.add(at.resolve(GIT)); // a repository of its own
        }
      }
    }
  }

  /** A repository may come to be nearer than the one around it. */
  private void around(Path from) {
    for (Path at = from; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(GIT))) {
        return;
      }
      origins.add(at.resolve(GIT));
    }
  }

  private void repository(Checkout checkout, Collection<String> commits) throws IOException {
    Repository repository = checkout.repository();
    Path own = repository.getDirectory().toPath();
    Path common = repository.getCommonDirectory().toPath();
    OWN.forEach(name -> origins.add(own.resolve(name)));
    COMMON.forEach(name -> origins.add(common.resolve(name)));
    origins.add(checkout.index());
    if (Files.exists(origins.add(common.resolve(ALTERNATES)))) {
      origins.addUnknown(); // objects come and go elsewhere
    }
    head(own, common);
    for (String commit : commits) {
      if (!COMMIT.matcher(commit).matches()) {
        origins.addUnknown();
        return;
      }
      origins.add(common.resolve("objects").resolve(commit.substring(0, 2)));
    }
    settings(checkout);
  }

  /** The references that lead from the head to a commit. */
  private void head(Path own, Path common) throws IOException {
    String name = Constants.HEAD;
    for (int i = 0; i < DEEPEST; i++) {
      Path file = own.resolve(name);
      if (!Files.isRegularFile(file)) {
        file = common.resolve(name);
      }
      origins.add(own.resolve(name));
      origins.add(common.resolve(name));
      String said = Files.isRegularFile(file) ? Files.readString(file).strip() : "";
      if (!said.startsWith("ref:")) {
        return;
      }
      name = said.substring("ref:".length()).strip();
    }
    origins.addUnknown();
  }

  /** The files that settings come from, and those that they name. */
  private void settings(Checkout checkout) throws IOException {
    origins.add(Path.of("/etc/gitconfig"));
    home("").ifPresent(home -> origins.add(home.resolve(".gitconfig")));
    String set = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Optional<Path> folder = set.isEmpty() ? home(".config") : Optional.of(Path.of(set));
    for (String name : List.of("config", "ignore", "attributes")) {
      folder.ifPresent(at -> origins.add(at.resolve("git").resolve(name)));
    }
    String listed =
        checkout
            .git()
            .run("config", "--list", "--includes", "--show-origin", "-z")
            .orFail("git config");
    String[] parts = listed.split("\0", -1);
    for (int i = 0; i + 1 < parts.length; i += 2) {
      if (parts[i].startsWith("file:")) {
        origins.add(checkout.root().resolve(parts[i].substring("file:".length())));
      }
      String[] setting = parts[i + 1].split("\n", 2);
      boolean names = NAMING.matcher(setting[0]).matches();
      if (names && setting.length == 2 && parts[i].startsWith("file:")) {
        Path settings = checkout.root().resolve(parts[i].substring("file:".length()));
        named(settings.resolveSibling(setting[1]), setting[1]);
        named(checkout.root().resolve(setting[1]), setting[1]);
      } else if (names) {
        origins.addUnknown();
      }
    }
  }

  private void named(Path file, String path) {
    if (path.startsWith("~/")) {
      home(path.substring(2)).ifPresentOrElse(origins::add, origins::addUnknown);
    } else if (path.startsWith("~") || path.startsWith("%")) {
      origins.addUnknown();
    } else {
      origins.add(file);
    }
  }

  private Optional<Path> home(String below) {
    String home = environment.getOrDefault("HOME", "");
    return home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home).resolve(below));
  }
}
