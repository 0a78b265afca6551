package ledger.workspace;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import ledger.document.TaskId;
import ledger.io.GuardedFiles;
import ledger.io.LinkReach;
import ledger.io.Origins;
import ledger.io.StateFolder;
import ledger.text.InvalidText;
import ledger.text.SourceText;

/**
 * Where everything of a ledger is: every path is known here and nowhere else.
 *
 * @param root the folder that contains {@code ledger/}, {@code templates/}, {@code site/} and
 *     {@code .ledger/}
 * @param ledger the ledger's file
 * @param folder the one with the ledger's settings, pages, experiments and results
 * @param files opens all of them; links do not lead out
 */
public record Workspace(Path root, Path ledger, Path folder, GuardedFiles files) {
  private static final String FOLDER = "ledger";
  private static final String FILE = "TASKS.md";
  private static final String PAGES = "tasks";
  private static final String PAGE = ".md";

  private static final String SETTINGS = "ledger.toml";

  private Workspace(Path root, Path ledger) {
    this(root, ledger, parent(ledger), GuardedFiles.of(root));
  }

  /** The same, whose links may lead further than its root. */
  public Workspace reaching(LinkReach reach) {
    return new Workspace(root, ledger, folder, new GuardedFiles(root, reach));
  }

  /** The same; what is looked at is noted. */
  public Workspace noting(Origins origins) {
    return new Workspace(root, ledger, folder, files.noting(origins));
  }

  /**
   * The nearest folder, from {@code start} upwards, that contains {@code ledger/TASKS.md}, or
   * settings that say where the ledger is.
   */
  public static Optional<Workspace> find(Path start) {
    for (Path folder = start.toAbsolutePath().normalize();
        folder != null;
        folder = folder.getParent()) {
      Path ledger = folder.resolve(FOLDER).resolve(FILE);
      if (Files.isRegularFile(ledger)) {
        return Optional.of(new Workspace(folder, ledger));
      }
      Optional<Workspace> named = named(folder, folder);
      named = named.isPresent() ? named : named(folder, folder.resolve(FOLDER));
      if (named.isPresent()) {
        return named;
      }
    }
    return Optional.empty();
  }

  /** The workspace whose settings, in a folder, name a ledger below its root. */
  private static Optional<Workspace> named(Path root, Path folder) {
    Path settings = folder.resolve(SETTINGS);
    if (!Files.isRegularFile(settings)) {
      return Optional.empty();
    }
    try {
      byte[] content = GuardedFiles.of(root).content(settings);
      String path =
          content == null
              ? null
              : Settings.of(SourceText.decode(settings.toString(), content)).ledger();
      Path ledger = path == null ? null : folder.resolve(path).normalize();
      return ledger != null && ledger.startsWith(root)
          ? Optional.of(new Workspace(root, ledger, folder, GuardedFiles.of(root)))
          : Optional.empty();
    } catch (IOException | InvalidText | InvalidPathException e) {
      return Optional.empty(); // Whoever opens these settings says what is wrong with them.
    }
  }

  /**
   * The workspace of a given ledger: the folder above {@code ledger/}, or the file's own folder.
   */
  public static Workspace of(Path ledger) {
    Path file = ledger.toAbsolutePath().normalize();
    Path folder = parent(file);
    boolean usual = folder.endsWith(FOLDER) && folder.getParent() != null;
    return new Workspace(usual ? parent(folder) : folder, file);
  }

  /** The workspace that {@code ledger init} creates in a folder. */
  public static Workspace in(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    return new Workspace(root, root.resolve(FOLDER).resolve(FILE));
  }

  public Path settings() {
    return folder().resolve(SETTINGS);
  }

  public Path pages() {
    return folder().resolve(PAGES);
  }

  /**
   * Whether a file is in the folder of some ledger's pages.
   *
   * @param file below a folder that holds ledgers, such as a repository's root
   */
  public static boolean isInPages(Path file) {
    Path folder = file.getParent();
    return folder != null && folder.endsWith(PAGES);
  }

  public Path page(TaskId id) {
    return pages().resolve(id.value() + PAGE);
  }

  /** The task that a file among the pages belongs to, by its name; empty if it is no task's. */
  public static Optional<TaskId> ofPage(String name) {
    return name.endsWith(PAGE) ? TaskId.ofFile(name) : Optional.empty();
  }

  /** Rows that were removed; see {@link ledger.document.archive.Archive}. */
  public Path archive() {
    return folder().resolve("archive.md");
  }

  public Path experiments() {
    return folder().resolve("experiments");
  }

  /** The requirements file of an environment; it may be missing. */
  public Path requirements(Environment environment) {
    return experiments().resolve(environment.requirements()).normalize();
  }

  public Path results() {
    return folder().resolve("results");
  }

  public Path templates() {
    return root.resolve("templates");
  }

  public Path site() {
    return root.resolve("site");
  }

  /**
   * The file that a name from the root means, if it is one that commands write under the journal:
   * the ledger, its archive, a page, or a file among the results.
   *
   * @param name with slashes; from somewhere that is not trusted
   */
  Optional<Path> written(String name) {
    Path file;
    try {
      file = root.resolve(name);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    boolean plain = name.equals(name(file)) && file.equals(file.normalize());
    boolean hidden = ("/" + name).contains("/.") && !file.equals(ledger);
    boolean known =
        file.equals(ledger)
            || file.equals(archive())
            || (pages().equals(file.getParent()) && name.endsWith(PAGE))
            || (file.startsWith(results()) && !file.equals(results()));
    return plain && !hidden && known ? Optional.of(file) : Optional.empty();
  }

  /** A file's path from the root, with slashes. */
  String name(Path file) {
    String name = file.startsWith(root) ? root.relativize(file).toString() : "";
    return File.separatorChar == '/' ? name : name.replace(File.separatorChar, '/');
  }

  /** What only this machine needs: environments, the lock, the journal. Ignored by git. */
  public StateFolder state() {
    return new StateFolder(root.resolve(".ledger"));
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("a file has a folder: " + path);
    }
    return parent;
  }
}
