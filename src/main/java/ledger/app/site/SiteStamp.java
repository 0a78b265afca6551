package ledger.app.site;

import static java.util.stream.Collectors.joining;

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
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import ledger.document.TaskId;
import ledger.io.DurableFile;
import ledger.io.Sha256;
import ledger.site.EarlierBuild;
import ledger.site.write.SiteMemory;
import ledger.workspace.Workspace;

/**
 * Remembers, on this machine only, what the site was built from and what the result was, so that an
 * unchanged site is not drawn again. It only saves time: {@code site --check} does not use it, and
 * without it everything is built.
 *
 * <p>Files, including those that links lead to, are compared by size and times, not by reading
 * them: a change of content changes the modification time, and, where the system has it, the time
 * of the last change of any kind, which no program can set back.
 */
final class SiteStamp {
  private static final String PYTHON_CACHE = "__pycache__";
  private static final String PAGE = ".md";

  /** Of what, before the lines of files that pages link to: program, inputs, other, outputs. */
  private static final int STAMP_LINES = 4;

  private static final String NAME = "site.stamp";
  private static final String MEMORY = "site.memory";

  private final Workspace workspace;
  private final String other;
  private final SequencedMap<Path, String> lines = new LinkedHashMap<>();
  private final Optional<String> inputs;
  private Map<String, Long> files = Map.of();
  private boolean same;
  private SortedSet<Path> before = new TreeSet<>();

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
    String kept = new String(bytes, StandardCharsets.UTF_8);
    String linked = kept.lines().skip(STAMP_LINES).map(line -> line + "\n").collect(joining());
    linked.lines().forEach(line -> before.add(Path.of(line.split("\0", 2)[0])));
    same = linked.equals(linked(before));
    return same && kept.equals(inputs.get() + outputs() + linked);
  }

  /** The lines of files that pages link to, as they are now. */
  private static String linked(SortedSet<Path> files) {
    return files.stream().map(SiteStamp::linked).collect(joining());
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

  private static String linked(Path file) {
    try {
      return line(file, Files.readAttributes(file, BasicFileAttributes.class));
    } catch (IOException e) {
      return file + "\0missing\n";
    }
  }

  /**
   * Records the state after a build.
   *
   * @param linked files elsewhere that it read because pages link to them
   */
  void keep(SortedSet<Path> linked, SiteMemory memory) throws IOException {
    if (inputs.isPresent()) {
      before.addAll(linked);
      String stamp = inputs.get() + outputs() + linked(before);
      DurableFile.overwrite(workspace.state().file(MEMORY), memory.kept(files));
      DurableFile.overwrite(workspace.state().file(NAME), stamp.getBytes(StandardCharsets.UTF_8));
    }
  }

  private Path file() throws IOException {
    return workspace.state().at(NAME);
  }

  private String inputs(Path program) throws IOException {
    Path jar = program.toRealPath();
    String line = line(jar, Files.readAttributes(jar, BasicFileAttributes.class));
    return Sha256.ofText(line)
        + "\n"
        + digest(
            List.of(
                workspace.ledger(),
                workspace.settings(),
                workspace.pages(),
                workspace.experiments(),
                workspace.results(),
                workspace.templates()),
            lines::put);
  }

  private String outputs() throws IOException {
    Path site = workspace.files().resolved(workspace.site());
    Map<String, Long> states = new HashMap<>();
    String digest =
        digest(
            List.of(workspace.site()),
            (file, line) ->
                states.put(site.relativize(file).toString().replace('\\', '/'), number(line)));
    files = states;
    return digest;
  }

  /** FNV-1a: a line as one number. */
  private static long number(String line) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < line.length(); i++) {
      hash = (hash ^ line.charAt(i)) * 0x100000001b3L;
    }
    return hash;
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
