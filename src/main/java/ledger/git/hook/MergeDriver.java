package ledger.git.hook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ledger.git.Checkout;
import ledger.git.GitProgram;

/**
 * The two halves of a merge driver: {@code .gitattributes}, which is committed and says which files
 * it is for, and the configuration of this clone, which says what to run.
 */
public final class MergeDriver {
  private static final String NAME = "ledger";

  private final Path root;
  private final List<String> patterns;
  private final String ledger;
  private final String command;

  private MergeDriver(Path root, List<String> patterns, String ledger, String command) {
    this.root = root;
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
        checkout.root(),
        patterns.stream().map(MergeDriver::line).toList(),
        file,
        HookScript.quote(called) + " merge-driver %O %A %B %P");
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
    // The path, the attribute and its value, each with a NUL behind it.
    String[] attribute =
        GitProgram.run(root, "check-attr", "-z", "merge", "--", ledger).out().split("\0", -1);
    return attribute.length > 2 && attribute[2].equals(NAME) && driver().equals(command);
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
      Files.writeString(file(), added);
    }
  }

  /** Removes both halves; what others wrote into {@code .gitattributes} stays. */
  public void uninstall() throws IOException {
    if (!driver().isEmpty()) {
      GitProgram.run(root, "config", "--remove-section", "merge." + NAME).orFail("git config");
    }
    String text = attributes();
    List<String> kept = new ArrayList<>();
    for (String line : text.split("(?<=\n)", 0)) {
      if (!patterns.contains(line.strip())) {
        kept.add(line);
      }
    }
    String rest = String.join("", kept);
    if (rest.isEmpty()) {
      Files.deleteIfExists(file());
    } else if (!rest.equals(text)) {
      Files.writeString(file(), rest);
    }
  }

  private String driver() throws IOException {
    return GitProgram.run(root, "config", "merge." + NAME + ".driver").out().strip();
  }

  private void configure(String key, String value) throws IOException {
    GitProgram.run(root, "config", "merge." + NAME + "." + key, value).orFail("git config");
  }

  private String attributes() throws IOException {
    return Files.exists(file())
        ? new String(Files.readAllBytes(file()), StandardCharsets.UTF_8)
        : "";
  }

  private Path file() {
    return root.resolve(".gitattributes");
  }
}
