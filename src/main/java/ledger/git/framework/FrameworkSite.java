package ledger.git.framework;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import ledger.git.Checkout;
import ledger.git.hook.HookKind;
import ledger.git.hook.HookedFiles;
import ledger.text.ShellWord;

/**
 * Where a tool manages hooks, and how it is to call ledger there.
 *
 * @param hooks where git looks for hooks
 * @param launcher ledger's command from the root, if every clone has it there; otherwise empty
 */
record FrameworkSite(Checkout checkout, Path hooks, HookedFiles.Known files, String launcher) {
  /** Names ledger's command in this clone's configuration. */
  static final String COMMAND = "ledger.command";

  /** What clones without that setting call is on the PATH. */
  private static final String LOOKED_UP = "\"$(git config " + COMMAND + " || echo ledger)\"";

  Path root() {
    return checkout.root();
  }

  boolean isPortable() {
    return !launcher.isEmpty();
  }

  /** The command line that checks the ledger, for a shell in the root. */
  String line() {
    String called = isPortable() ? ShellWord.of(launcher) : LOOKED_UP;
    return called + " " + files.call().inShell();
  }

  /** The same for who does not check whether the ledger is part of the commit. */
  String guardedLine() {
    String literal = isPlain() ? "" : "--literal-pathspecs ";
    return "git %sdiff --cached --quiet --diff-filter=d -- %s %s || %s"
        .formatted(literal, ShellWord.of(files.ledger()), ShellWord.of(files.settings()), line());
  }

  /** Whether no character of the paths means anything in a pattern. */
  boolean isPlain() {
    return (files.ledger() + files.settings()).matches("[A-Za-z0-9_./ @+,-]+");
  }

  /** A name for the check of this ledger that no other ledger's has. */
  String name() {
    return files.ledger().equals(files.usual())
        ? "ledger"
        : "ledger-" + files.ledger().replaceAll("\\.md$", "").replaceAll("[^A-Za-z0-9]+", "-");
  }

  /** A file's text; empty if it is missing. */
  String text(Path file) throws IOException {
    byte[] bytes = Files.isRegularFile(file) ? checkout.files().content(file) : null;
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  /** The hook that git runs; empty if there is none, or it is switched off. */
  String hook(HookKind kind) throws IOException {
    // Git runs what is there, wherever it is.
    Path file = checkout.files().named(hooks.resolve(kind.file()));
    boolean runs = Files.isRegularFile(file) && Files.isExecutable(file);
    return runs ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
  }

  /** The calls in a tool's text. */
  List<CallText.FoundCall> in(String text, String folder) {
    return CallText.in(
        text, folder, isPortable() ? Pattern.quote(launcher) : "(?!)", files.usual());
  }
}
