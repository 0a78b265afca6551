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
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import ledger.io.DurableFile;
import ledger.io.Sha256;
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
  private static final String NAME = "site.stamp";

  private final Workspace workspace;
  private final Optional<String> inputs;

  /**
   * Looks at the inputs as they are now; created before they are read, it misses no change.
   *
   * @param other what the site is made from besides files, such as a commit; one line
   */
  SiteStamp(Workspace workspace, String other) throws IOException {
    this.workspace = workspace;
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
    String stamp = inputs.get() + outputs();
    return kept.startsWith(stamp) && kept.substring(stamp.length()).equals(again(kept, stamp));
  }

  /** The lines of the files that pages linked to, as they are now. */
  private String again(String kept, String stamp) {
    StringBuilder lines = new StringBuilder();
    kept.substring(stamp.length())
        .lines()
        .map(line -> line.indexOf('\0') < 0 ? line : linked(Path.of(line.split("\0", 2)[0])))
        .forEach(lines::append);
    return lines.toString();
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
  void keep(SortedSet<Path> linked) throws IOException {
    if (inputs.isPresent()) {
      StringBuilder lines = new StringBuilder();
      linked.forEach(file -> lines.append(linked(file)));
      String stamp = inputs.get() + outputs() + lines;
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
                workspace.templates()));
  }

  private String outputs() throws IOException {
    return digest(List.of(workspace.site()));
  }

  /** Every file's path, size and times, in the order in which an unchanged folder lists them. */
  private String digest(List<Path> roots) throws IOException {
    MessageDigest digest = Sha256.start();
    for (Path root : roots) {
      workspace
          .files()
          .visit(
              root,
              folder -> !folder.endsWith(PYTHON_CACHE),
              (file, seen) -> digest.update(line(file, seen).getBytes(StandardCharsets.UTF_8)));
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
