package ledger.app.site;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import ledger.document.TaskId;
import ledger.io.DurableFile;
import ledger.io.Origins;
import ledger.io.PathStamp;
import ledger.io.Sha256;
import ledger.site.EarlierBuild;
import ledger.site.write.SiteMemory;
import ledger.workspace.Workspace;

/**
 * Remembers, on this machine only, what the site was built from and what the result was, so that an
 * unchanged site is not drawn again. It only saves time: {@code site --check} does not use it, and
 * without it everything is built.
 *
 * <p>Files are compared by size and times, not by reading them: a change of content changes the
 * modification time, and, where the system has it, the time of the last change of any kind, which
 * no program can set back. Besides the ledger's own folders that is everything else that the last
 * build looked at: what runs were seen to use, and what pages link to.
 */
final class SiteStamp {
  private static final String PYTHON_CACHE = "__pycache__";
  private static final String PAGE = ".md";

  /** Program, inputs, other and outputs; then variables, and a line for each path elsewhere. */
  private static final int STAMP_LINES = 4;

  private static final String NAME = "site.stamp";
  private static final String MEMORY = "site.memory";

  private final Workspace workspace;
  private final String other;
  private final SequencedMap<Path, String> lines = new LinkedHashMap<>();
  private final Optional<String> inputs;
  private Map<String, String> files = Map.of();
  private boolean same;
  private final SortedMap<Path, PathStamp> elsewhere = new TreeMap<>();
  private String variables = "";

  /**
   * Looks at the inputs as they are now; created before they are read, it misses no change.
   *
   * @param other what the site is made from besides files, such as a commit; one line
   */
  SiteStamp(Workspace workspace, String other) throws IOException {
    this.workspace = workspace;
    this.other = other;
    Optional<Path> program = program();
    this.inputs =
        program.isPresent() ? Optional.of(inputs(program.get()) + other + "\n") : Optional.empty();
  }

  /** Whether inputs and output are those of the last build by this same program. */
  boolean isCurrent() throws IOException {
    byte[] bytes = inputs.isPresent() ? workspace.files().content(file()) : null;
    if (bytes == null) {
      return false;
    }
    List<String> kept = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    same = kept.size() > STAMP_LINES && isSameElsewhere(kept.subList(STAMP_LINES, kept.size()));
    return same && (inputs.get() + outputs()).lines().toList().equals(kept.subList(0, STAMP_LINES));
  }

  private boolean isSameElsewhere(List<String> kept) {
    variables = kept.getFirst();
    if (!variables.isEmpty() && !variables.equals(variables())) {
      return false;
    }
    for (String line : kept.subList(1, kept.size())) {
      String[] parts = line.split("\0", 2);
      Path path = Path.of(parts[0]);
      PathStamp stamp = PathStamp.kept(parts[parts.length - 1]);
      if (!stamp.isOf(path)) {
        return false;
      }
      elsewhere.put(path, stamp);
    }
    return true;
  }

  /** Identifies the user's environment variables. */
  private static String variables() {
    return Sha256.ofText(new TreeMap<>(System.getenv()).toString());
  }

  /** What the last build left, where this one may make use of it; after {@link #isCurrent}. */
  EarlierBuild earlier() throws IOException {
    if (inputs.isEmpty()) {
      return EarlierBuild.NONE;
    }
    byte[] kept = same ? workspace.files().content(workspace.state().at(MEMORY)) : null;
    StringBuilder common = new StringBuilder(inputs.get().lines().findFirst().orElse(""));
    common.append(other).append('\n');
    Map<TaskId, StringBuilder> pages = new HashMap<>();
    Map<TaskId, StringBuilder> records = new HashMap<>();
    lines.forEach(
        (file, line) -> {
          if (file.startsWith(workspace.pages())) {
            task(workspace.pages(), file).ifPresent(task -> add(pages, task, line));
          } else if (file.startsWith(workspace.results())) {
            task(workspace.results(), file).ifPresent(task -> add(records, task, line));
          } else if (!file.equals(workspace.ledger())) {
            common.append(line);
          }
        });
    Set<TaskId> tasks = new HashSet<>(pages.keySet());
    tasks.addAll(records.keySet());
    Map<TaskId, EarlierBuild.TaskInputs> known = new HashMap<>();
    for (TaskId task : tasks) {
      known.put(task, new EarlierBuild.TaskInputs(digest(pages, task), digest(records, task)));
    }
    return new EarlierBuild(kept, Sha256.ofText(common.toString()), known, files);
  }

  private static void add(Map<TaskId, StringBuilder> all, TaskId task, String line) {
    all.computeIfAbsent(task, key -> new StringBuilder()).append(line);
  }

  private static String digest(Map<TaskId, StringBuilder> all, TaskId task) {
    StringBuilder own = all.get(task);
    return own == null ? "" : Sha256.ofText(own.toString());
  }

  /** The task that a file below a folder belongs to, by the first part of its path. */
  private static Optional<TaskId> task(Path folder, Path file) {
    String first = folder.relativize(file).getName(0).toString();
    return TaskId.parse(
        first.endsWith(PAGE) ? first.substring(0, first.length() - PAGE.length()) : first);
  }

  /**
   * Records the state after a build.
   *
   * @param looked what it looked at; only what it drew, if it drew a part of the site
   */
  void keep(Origins looked, SiteMemory memory) throws IOException {
    if (!same) {
      elsewhere.clear(); // everything was drawn
      variables = "";
    }
    Optional<SortedMap<Path, PathStamp>> noted = looked.noted();
    noted.ifPresent(all -> all.forEach(this::add));
    if (inputs.isEmpty()
        || noted.isEmpty()
        || elsewhere.values().stream().anyMatch(stamp -> stamp.changed() == Long.MAX_VALUE)) {
      return; // nothing could vouch for it
    }
    StringBuilder stamp = new StringBuilder(inputs.get()).append(outputs());
    stamp.append(looked.haveVariables() ? variables() : variables).append('\n');
    elsewhere.forEach(
        (path, its) -> stamp.append(path).append('\0').append(its.text()).append('\n'));
    DurableFile.overwrite(workspace.state().file(MEMORY), memory.kept(files));
    DurableFile.overwrite(
        workspace.state().file(NAME), stamp.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The folders of what else the site was made from. */
  Set<Path> elsewhere() {
    Set<Path> folders = new HashSet<>();
    for (Path path : elsewhere.keySet()) {
      Path folder = path.getParent();
      if (folder != null) {
        folders.add(folder);
      }
    }
    return folders;
  }

  private void add(Path path, PathStamp stamp) {
    boolean known =
        lines.containsKey(path)
            || roots().stream().anyMatch(path::startsWith)
            || path.startsWith(workspace.state().path())
            || path.startsWith(workspace.site());
    if (!known && path.toString().indexOf('\n') < 0) {
      elsewhere.put(path, stamp);
    }
  }

  private Path file() throws IOException {
    return workspace.state().at(NAME);
  }

  private String inputs(Path program) throws IOException {
    Path jar = program.toRealPath();
    String line = line(jar, Files.readAttributes(jar, BasicFileAttributes.class));
    return Sha256.ofText(line) + "\n" + digest(roots(), lines::put);
  }

  /** What is looked at whether or not a build reads it. */
  private List<Path> roots() {
    return List.of(
        workspace.ledger(),
        workspace.settings(),
        workspace.pages(),
        workspace.experiments(),
        workspace.results(),
        workspace.templates());
  }

  private String outputs() throws IOException {
    Path site = workspace.files().resolved(workspace.site());
    Map<String, String> states = new HashMap<>();
    String digest =
        digest(
            List.of(workspace.site()),
            (file, line) ->
                states.put(
                    site.relativize(file).toString().replace('\\', '/'),
                    line.substring(line.indexOf('\0') + 1)));
    files = states;
    return digest;
  }

  /** Every file's path, size and times, in the order in which an unchanged folder lists them. */
  private String digest(List<Path> roots, BiConsumer<Path, String> each) throws IOException {
    MessageDigest digest = Sha256.start();
    for (Path root : roots) {
      workspace
          .files()
          .visit(
              root,
              folder -> !folder.endsWith(PYTHON_CACHE),
              (file, seen) -> {
                String line = line(file, seen);
                digest.update(line.getBytes(StandardCharsets.UTF_8));
                each.accept(file, line);
              });
    }
    return Sha256.end(digest) + "\n";
  }

  private static String line(Path file, BasicFileAttributes seen) throws IOException {
    String line = file + "\0" + seen.size() + " " + seen.lastModifiedTime() + " " + seen.fileKey();
    return line + changed(file) + "\n";
  }

  private static String changed(Path file) throws IOException {
    try {
      return " " + Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return ""; // not supported by the system
    }
  }

  /**
   * The jar that is running; empty if classes are loaded from a folder, where changes would go
   * unnoticed.
   */
  private static Optional<Path> program() {
    CodeSource source = SiteStamp.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(source.getLocation().toURI())).filter(Files::isRegularFile);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
