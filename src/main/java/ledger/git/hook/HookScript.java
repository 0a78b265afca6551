package ledger.git.hook;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text of a hook. If the ledger is not involved in what git does, it runs one {@code git diff}
 * and nothing else; otherwise it calls {@code ledger check --staged}. If the launcher is gone, a
 * hook that can refuse does so: what could not be checked has not passed.
 */
final class HookScript {
  /**
   * Names a file that a hook writes to instead of doing its work, so that {@code hook status} sees
   * it run.
   */
  static final String PROBE = "LEDGER_HOOK_PROBE";

  /** In the second line of every hook that ledger wrote, in any version. */
  private static final String MARK = "# ledger-hook ";

  private static final String LAUNCHER = "launcher=";

  private HookScript() {}

  /**
   * @param launcher relative to the root, or absolute
   */
  static String text(HookKind kind, HookedFiles.Known files, String launcher) {
    String call = HookCall.on(files, "\"$ledger\"").inShell();
    return head(kind, files, launcher)
        + earlier(kind)
        + kind.concern()
        + (kind.refuses() ? refuse(call) : warn(call));
  }

  private static String head(HookKind kind, HookedFiles.Known files, String launcher) {
    return """
      #!/bin/sh
      # ledger-hook 3 %s
      # Written by "ledger hook install"; "ledger hook uninstall" takes it away.
      # The paths count from the repository's root, where git runs this, unless absolute.
      ledger=%s
      settings=%s
      launcher=%s

      # "ledger hook status" asks whether git runs this at all.
      if [ -n "${%s-}" ]; then
        echo %s >>"$%s"
        exit 0
      fi

      """
        .formatted(
            kind.file(),
            quote(files.ledger()),
            quote(files.settings()),
            quote(launcher),
            PROBE,
            kind.file(),
            PROBE);
  }

  private static String earlier(HookKind kind) {
    if (kind.told()) {
      return """
        # The hook that was here before runs first, with all that git tells it.
        rewritten=$(cat)
        earlier=$0.before-ledger
        if [ -x "$earlier" ]; then
          printf '%s\\n' "$rewritten" | "$earlier" "$@" || exit
        fi

        """;
    }
    return """
      # The hook that was here before runs first, and its "no" is final.
      earlier=$0.before-ledger
      if [ -x "$earlier" ]; then
        "$earlier" "$@" || exit
      fi

      """;
  }

  private static String refuse(String call) {
    return start(1)
        + """
        exec "$launcher" %s
        """
            .formatted(call);
  }

  private static String warn(String call) {
    return start(0)
        + """
        problems=$("$launcher" %s 2>&1) || {
          printf '%%s\\n' "$problems" >&2
          echo "ledger: warning: $ledger has problems; nothing was refused" >&2
        }
        exit 0
        """
            .formatted(call);
  }

  private static String start(int exit) {
    String once = exit == 0 ? "" : "; git commit --no-verify passes by it once";
    return """

      case $launcher in
        /*) ;;
        *) launcher=./$launcher ;;
      esac
      if [ ! -x "$launcher" ]; then
        echo "ledger: cannot check the staged $ledger: $launcher is gone" >&2
        echo "  help: run \\"ledger hook install\\" again from where ledger is now%s" >&2
        exit %d
      fi
      """
        .formatted(once, exit);
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

  static String quote(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /** Reads a word written by {@link #quote}. */
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
