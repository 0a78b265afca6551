package ledger.git.hook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.git.Checkout;
import ledger.git.GitProgram;
import ledger.io.GuardedFiles;
import ledger.io.Replacement;
import ledger.text.ShellWord;
import ledger.text.Span;

/**
 * The two halves of a merge driver: {@code .gitattributes}, which is committed and says which files
 * it is for, and the configuration of this clone, which says what to run.
 */
public final class MergeDriver {
  private static final String NAME = "ledger";
  private static final String ATTRIBUTES = ".gitattributes";

  private static final Pattern NAMED =
      Pattern.compile("(?m)^[^#\\s].*\\smerge=" + NAME + "(?!\\S)");

  private final GitProgram git;
  private final Path root;
  private final GuardedFiles files;
  private final List<String> patterns;
  private final String ledger;
  private final String command;

  private MergeDriver(Checkout checkout, List<String> patterns, String ledger, String command) {
    this.git = checkout.git();
    this.root = checkout.root();
    this.files = checkout.files();
    this.patterns = patterns;
    this.ledger = ledger;
    this.command = command;
  }

  /**
   * The driver of a checkout.
   *
   * @param ledger inside the checkout
   * @param archive the file of removed tasks
   * @param pages the folder of the tasks' pages
   * @param launcher the command to call
   */
  public static MergeDriver of(
      Checkout checkout, Path ledger, Path archive, Path pages, Path launcher) throws IOException {
    String file = HookedFiles.inside(checkout, ledger);
    String called =
        checkout
            .inRepository(launcher)
            .map(inside -> "./" + inside)
            .orElse(launcher.toAbsolutePath().normalize().toString());
    List<String> patterns =
        List.of(
            pattern(file),
            pattern(HookedFiles.inside(checkout, archive)),
            pattern(HookedFiles.inside(checkout, pages) + "/") + "*.md");
    return new MergeDriver(
        checkout,
        patterns.stream().map(MergeDriver::line).toList(),
        file,
        ShellWord.quoted(called) + " merge-driver %O %A %B %P");
  }

  /** Anchored at the root; characters with a meaning in patterns are escaped. */
  private static String pattern(String path) {
    return "/" + path.replaceAll("([\\\\*?\\[\\]])", "\\\\$1");
  }

  private static String line(String pattern) {
    boolean odd = pattern.contains(" ") || pattern.contains("\"");
    String shown =
        odd ? "\"" + pattern.replace("\\", "\\\\").replace("\"", "\\\"") + "\"" : pattern;
    return shown + " merge=" + NAME;
  }

  /** Whether git would use it for the ledger, according to git itself. */
  public boolean isInstalled() throws IOException {
    return isNamed(git, ledger) && driver(git).equals(command);
  }

  /**
   * Whether git would use it for the ledger, but this clone does not say how: it merges by lines.
   */
  public boolean isOnlyNamed() throws IOException {
    return isOnlyNamed(git, ledger);
  }

  private static boolean isOnlyNamed(GitProgram git, String ledger) throws IOException {
    return isNamed(git, ledger) && driver(git).isEmpty();
  }

  private static boolean isNamed(GitProgram git, String ledger) throws IOException {
    // The path, the attribute and its value, each with a NUL behind it.
    String[] attribute = git.run("check-attr", "-z", "merge", "--", ledger).out().split("\0", -1);
    return attribute.length > 2 && attribute[2].equals(NAME);
  }

  /** Where a file of attributes names the driver. */
  public record Naming(Path file, String content, Span line) {}

  /**
   * Where the driver is named for a ledger, if this clone does not say how to run it. A repository
   * is only looked for if a file of attributes has the name.
   *
   * @param files the ledger's work tree
   */
  public static Optional<Naming> withoutDriver(
      GuardedFiles files, Path ledger, Map<String, String> environment) throws IOException {
    Optional<Naming> naming = naming(files, ledger);
    Optional<Checkout> found =
        naming.isEmpty() ? Optional.empty() : Checkout.find(ledger, environment);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Checkout checkout = found.get()) {
      Optional<String> path = checkout.inRepository(ledger);
      return path.isPresent() && isOnlyNamed(checkout.git(), path.get())
          ? naming
          : Optional.empty();
    }
  }

  private static Optional<Naming> naming(GuardedFiles files, Path ledger) throws IOException {
    Path at = ledger.toAbsolutePath().getParent();
    while (at != null) {
      Path file = at.resolve(ATTRIBUTES);
      Path real = files.covers(file) ? files.inRealFolder(file) : file;
      if (Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
        String content = new String(Files.readAllBytes(real), StandardCharsets.UTF_8);
        Matcher line = NAMED.matcher(content);
        if (line.find()) {
          return Optional.of(new Naming(file, content, new Span(line.start(), line.end())));
        }
      }
      at = Files.exists(at.resolve(".git")) ? null : at.getParent();
    }
    return Optional.empty();
  }

  /** Sets it up; doing it again changes nothing. */
  public void install() throws IOException {
    configure("name", "tasks and cells of a ledger, not its lines");
    configure("driver", command);
    String text = attributes();
    StringBuilder added = new StringBuilder(text);
    for (String line : patterns) {
      if (!text.lines().toList().contains(line)) {
        if (!added.isEmpty() && added.charAt(added.length() - 1) != '\n') {
          added.append('\n');
        }
        added.append(line).append('\n');
      }
    }
    if (!added.toString().equals(text)) {
      Replacement.overwrite(
          files.resolved(file()), added.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Removes both halves; what others wrote into {@code .gitattributes} stays, and so does this
   * clone's half while another ledger needs it.
   */
  public void uninstall() throws IOException {
    String text = attributes();
    List<String> kept = new ArrayList<>();
    for (String line : text.split("(?<=\n)", 0)) {
      if (!patterns.contains(line.strip())) {
        kept.add(line);
      }
    }
    String rest = String.join("", kept);
    if (!NAMED.matcher(rest).find()
        && git.run("config", "--get-regexp", "^merge\\." + NAME + "\\.").exit() == 0) {
      git.run("config", "--remove-section", "merge." + NAME).orFail("git config");
    }
    if (rest.isEmpty()) {
      Files.deleteIfExists(file());
    } else if (!rest.equals(text)) {
      Replacement.overwrite(files.resolved(file()), rest.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String driver(GitProgram git) throws IOException {
    return git.run("config", "merge." + NAME + ".driver").out().strip();
  }

  private void configure(String key, String value) throws IOException {
    git.run("config", "merge." + NAME + "." + key, value).orFail("git config");
  }

  private String attributes() throws IOException {
    byte[] text = files.content(file());
    return text == null ? "" : new String(text, StandardCharsets.UTF_8);
  }

  private Path file() {
    return root.resolve(ATTRIBUTES);
  }
}
