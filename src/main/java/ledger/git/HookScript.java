package ledger.git;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text of the pre-commit hook. It forks one {@code git diff} where the ledger is not staged,
 * and hands over to {@code ledger check --staged} where it is. If the launcher is gone it refuses:
 * what could not be checked is no pass.
 */
final class HookScript {
  /** In the second line of each hook that ledger wrote, of any version. */
  private static final String MARK = "# ledger-hook ";

  private static final String LAUNCHER = "launcher=";

  /** Where a workspace keeps its ledger, so that the command finds it by itself. */
  private static final String USUAL_LEDGER = "ledger/TASKS.md";

  private HookScript() {}

  /**
   * @param ledger relative to the root
   * @param launcher relative to the root, or absolute
   */
  static String text(String ledger, String launcher) {
    String option = ledger.equals(USUAL_LEDGER) ? "" : " --ledger \"$ledger\"";
    return """
      #!/bin/sh
      # ledger-hook 1
      # Written by "ledger hook install"; "ledger hook uninstall" takes it away.
      # Both paths count from the repository's root, where git runs this, unless absolute.
      ledger=%s
      launcher=%s

      # The hook that was here before runs first, and its "no" is final.
      earlier=$0.before-ledger
      if [ -x "$earlier" ]; then
        "$earlier" "$@" || exit
      fi

      # Is the ledger part of this commit? A ledger that is deleted needs no check.
      git --literal-pathspecs diff --cached --quiet --diff-filter=d -- "$ledger" && exit 0

      case $launcher in
        /*) ;;
        *) launcher=./$launcher ;;
      esac
      if [ ! -x "$launcher" ]; then
        echo "ledger: cannot check the staged $ledger: $launcher is gone" >&2
        echo "  help: run \\"ledger hook install\\" again from where ledger is now; git commit --no-verify passes by it once" >&2
        exit 1
      fi
      exec "$launcher" check --staged%s
      """
        .formatted(quote(ledger), quote(launcher), option);
  }

  static boolean isOurs(String text) {
    return text.lines().limit(2).anyMatch(line -> line.startsWith(MARK));
  }

  /** What the script calls. */
  static @Nullable Path launcher(String text, Path root) {
    int start = text.indexOf("\n" + LAUNCHER);
    if (start < 0) {
      return null;
    }
    Optional<String> value = unquote(text, start + 1 + LAUNCHER.length());
    return value.map(root::resolve).orElse(null);
  }

  private static String quote(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /** Reads a word that {@link #quote} wrote. */
  private static Optional<String> unquote(String text, int from) {
    StringBuilder word = new StringBuilder();
    int at = from;
    while (at < text.length() && text.charAt(at) == '\'') {
      int end = text.indexOf('\'', at + 1);
      if (end < 0) {
        return Optional.empty();
      }
      word.append(text, at + 1, end);
      at = end + 1;
      if (text.startsWith("\\'", at)) {
        word.append('\'');
        at += 2;
      }
    }
    return Optional.of(word.toString());
  }
}
