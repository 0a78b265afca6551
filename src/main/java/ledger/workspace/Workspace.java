package ledger.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import ledger.document.TaskId;
import ledger.io.StateFolder;

/**
 * Where everything of a ledger is: every path is known here and nowhere else.
 *
 * @param root the folder that contains {@code ledger/}, {@code templates/}, {@code site/} and
 *     {@code .ledger/}
 * @param ledger the ledger's file
 */
public record Workspace(Path root, Path ledger) {
  private static final String FOLDER = "ledger";
  private static final String FILE = "TASKS.md";
  private static final String PAGES = "tasks";
  private static final String PAGE = ".md";

  /** The nearest folder, from {@code start} upwards, that contains {@code ledger/TASKS.md}. */
  public static Optional<Workspace> find(Path start) {
    for (Path folder = start.toAbsolutePath().normalize();
        folder != null;
        folder = folder.getParent()) {
      Path ledger = folder.resolve(FOLDER).resolve(FILE);
      if (Files.isRegularFile(ledger)) {
        return Optional.of(new Workspace(folder, ledger));
      }
    }
    return Optional.empty();
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

  /** The folder with the ledger's settings, pages, experiments and results. */
  public Path folder() {
    return parent(ledger);
  }

  public Path settings() {
    return folder().resolve("ledger.toml");
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

  /** Rows that were removed; see {@link ledger.document.edit.Archive}. */
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
