package ledger.experiment.inputs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import ledger.document.TaskId;
import ledger.experiment.header.Experiment;
import ledger.io.FileDigests;
import ledger.io.GuardedFiles;
import ledger.workspace.Workspace;

/**
 * A forecast of what a run depends on that nobody has observed: the files below the experiments
 * folder, and which of them an experiment seems to use.
 *
 * <p>A module (a Python file of a package, or one next to the experiments) counts if the script
 * imports it, directly or through others, or names it in a string such as {@code
 * "probes.speed:rate"}, which is how the harness calls a function in a fresh process. Every other
 * file (data, scripts that are run by path) counts for all experiments, unless it is named after
 * another task, or the lock file of a script. The harness computes the same, and counts locks too
 * ({@code harness/inputs.py}).
 */
public final class LocalFiles {
  /** Folders whose files experiments do not read. */
  private static final Set<String> OUTSIDE =
      Set.of("__pycache__", "requirements", "tests", "test", "node_modules");

  private static final String PYTHON = ".py";

  private final GuardedFiles files;
  private final Path folder;
  private final FileDigests all;

  /** By path below the folder. */
  private final SortedSet<String> paths;

  /** Those that count for all experiments, because they are not modules. */
  private final List<String> shared;

  /** What has been found out about a file, by path. */
  private final Map<String, String> digests = new ConcurrentHashMap<>();

  private final Map<String, Set<String>> imported = new ConcurrentHashMap<>();

  private LocalFiles(GuardedFiles files, Path folder, SortedSet<String> paths, FileDigests all) {
    this.files = files;
    this.folder = folder;
    this.paths = paths;
    this.all = all;
    this.shared = paths.stream().filter(path -> !isModule(path) && !isLock(path)).toList();
  }

  /**
   * Finds all of them; each is read when it is first needed.
   *
   * @param workspace whose folder {@code experiments} may be missing
   */
  public static LocalFiles below(Workspace workspace, FileDigests digests) {
    Path folder = workspace.experiments();
    GuardedFiles files = workspace.files();
    SortedSet<String> paths = new TreeSet<>();
    try {
      for (Path file : files.files(folder, each -> each.equals(folder) || isInside(each))) {
        String name = String.valueOf(file.getFileName());
        if (!name.startsWith(".") && !name.endsWith(".pyc")) {
          paths.add(folder.relativize(file).toString().replace('\\', '/'));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the files below " + folder, e);
    }
    return new LocalFiles(files, folder, paths, digests);
  }

  private static boolean isInside(Path folder) {
    String name = String.valueOf(folder.getFileName());
    return !OUTSIDE.contains(name) && !name.startsWith(".");
  }

  /** Digests of what the experiment depends on, by path. */
  public SortedMap<String, String> of(Experiment experiment) {
    String own = String.valueOf(experiment.file().getFileName());
    Set<String> needed = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>();
    for (String path : shared) {
      if (!isOfAnother(path, experiment.task())) {
        needed.add(path);
        open.add(path);
      }
    }
    open.add(own);
    while (!open.isEmpty()) {
      String path = open.remove();
      if (path.endsWith(PYTHON)) {
        for (String file : imported.computeIfAbsent(path, this::importedBy)) {
          if (!file.equals(own) && needed.add(file)) {
            open.add(file);
          }
        }
      }
    }
    SortedMap<String, String> found = new TreeMap<>();
    needed.forEach(path -> found.put(path, digest(path)));
    return Collections.unmodifiableSortedMap(found);
  }

  /** The other local files that run when a file is imported, one step away. */
  private Set<String> importedBy(String path) {
    Set<String> found = new LinkedHashSet<>();
    for (String module : PythonImports.in(source(path), path)) {
      found.addAll(files(module));
    }
    return found;
  }

  private boolean isModule(String path) {
    int slash = path.lastIndexOf('/');
    return path.endsWith(PYTHON)
        && (slash < 0 || paths.contains(path.substring(0, slash) + "/__init__.py"));
  }

  /**
   * Whether it locks the environment of a script beside it, which has the lock as an input of its
   * own.
   */
  private boolean isLock(String path) {
    String suffix = ".lock";
    if (!path.endsWith(suffix)) {
      return false;
    }
    String script = path.substring(0, path.length() - suffix.length());
    return paths.contains(script) || paths.contains(script + PYTHON);
  }

  private static boolean isOfAnother(String path, TaskId task) {
    Optional<TaskId> named = TaskId.ofFile(path.substring(path.lastIndexOf('/') + 1));
    return named.isPresent() && !named.get().equals(task);
  }

  /**
   * The files that run when a module is imported: those of its packages and its own; none if it is
   * not local.
   */
  private Set<String> files(String module) {
    Set<String> files = new TreeSet<>();
    String path = module.replace('.', '/');
    for (String file : new String[] {path + PYTHON, path + "/__init__.py"}) {
      if (paths.contains(file)) {
        files.add(file);
      }
    }
    for (int slash = path.lastIndexOf('/');
        slash > 0 && !files.isEmpty();
        slash = path.lastIndexOf('/', slash - 1)) {
      String init = path.substring(0, slash) + "/__init__.py";
      if (paths.contains(init)) {
        files.add(init);
      }
    }
    return files;
  }

  /** As Latin-1, so that any bytes are possible. */
  private String source(String path) {
    try {
      byte[] content = paths.contains(path) ? files.content(folder.resolve(path)) : null;
      return content == null ? "" : new String(content, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  private String digest(String path) {
    return digests.computeIfAbsent(
        path, p -> all.of(folder.resolve(p), FileDigests.DigestForm.LATIN_1).orElse("unreadable"));
  }
}
