package ledger.git.hook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A tool that manages the hooks of a checkout through a file of its own.
 *
 * @param name such as {@code husky}
 * @param file the file that configures its hooks
 * @param addition what to add there
 * @param wired whether that file already calls ledger
 */
public record HookFramework(String name, Path file, String addition, boolean wired) {
  /**
   * @param hooks where git looks for hooks
   * @param launcher relative to the root, or absolute
   */
  static Optional<HookFramework> detect(
      Path root, Path hooks, HookedFiles.Known files, String launcher) throws IOException {
    String called =
        HookScript.quote(launcher).contains(" ") ? HookScript.quote(launcher) : launcher;
    String command = called + " " + HookCall.on(files, HookScript.quote(files.ledger())).inShell();
    Path husky = root.resolve(".husky");
    if (hooks.startsWith(husky) || Files.isDirectory(husky)) {
      return Optional.of(of("husky", husky.resolve("pre-commit"), command + "\n"));
    }
    for (String name :
        List.of("lefthook.yml", ".lefthook.yml", "lefthook.yaml", ".lefthook.yaml")) {
      if (Files.exists(root.resolve(name))) {
        return Optional.of(of("lefthook", root.resolve(name), lefthook(files, command)));
      }
    }
    for (String name : List.of(".pre-commit-config.yaml", ".pre-commit-config.yml")) {
      if (Files.exists(root.resolve(name))) {
        return Optional.of(of("pre-commit", root.resolve(name), preCommit(files, command)));
      }
    }
    return Optional.empty();
  }

  private static HookFramework of(String name, Path file, String addition) throws IOException {
    boolean wired =
        Files.isRegularFile(file)
            && new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .contains(String.join(" ", HookCall.WORDS));
    return new HookFramework(name, file, addition, wired);
  }

  private static String lefthook(HookedFiles.Known files, String command) {
    return """
      pre-commit:
        commands:
          ledger:
            glob:
              - "%s"
              - "%s"
            run: %s
      """
        .formatted(files.ledger(), files.settings(), command);
  }

  private static String preCommit(HookedFiles.Known files, String command) {
    return """
      repos:
        - repo: local
          hooks:
            - id: ledger-check
              name: check the staged ledger
              entry: %s
              language: system
              files: ^(%s|%s)$
              pass_filenames: false
              stages: [pre-commit, pre-merge-commit]
      """
        .formatted(command, literal(files.ledger()), literal(files.settings()));
  }

  /** A path as a Python regular expression. */
  private static String literal(String path) {
    return path.replaceAll("([.\\\\+*?\\[\\](){}^$|])", "\\\\$1");
  }
}
