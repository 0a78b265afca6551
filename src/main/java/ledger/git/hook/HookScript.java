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

  /** The usual path of the ledger, where the command finds it by itself. */
  private static final String USUAL_LEDGER = "ledger/TASKS.md";

  private HookScript() {}

  /**
   * @param ledger relative to the root
   * @param launcher relative to the root, or absolute
   */
  static String text(HookKind kind, String ledger, String launcher) {
    String option = ledger.equals(USUAL_LEDGER) ? "" : " --ledger \"$ledger\"";
    return head(kind, ledger, launcher)
        + earlier(kind)
        + condition(kind)
        + (kind.refuses() ? refuse(option) : warn(option));
  }

  private static String head(HookKind kind, String ledger, String launcher) {
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
            quote(ledger),
            quote(settings(ledger)),
            quote(launcher),
            PROBE,
            kind.file(),
            PROBE);
  }

  private static String earlier(HookKind kind) {
    if (kind == HookKind.POST_REWRITE) {
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

  /** Ends the hook if the ledger is not involved. A ledger that is deleted needs no check. */
  private static String condition(HookKind kind) {
    return switch (kind) {
      case PRE_COMMIT, PRE_MERGE_COMMIT ->
          """
          # Are the ledger or its settings part of this commit? One that is deleted needs no check.
          git --literal-pathspecs diff --cached --quiet --diff-filter=d -- "$ledger" "$settings" && exit 0
          """;
      case POST_MERGE ->
          """
          # Did the merge change the ledger? One that is squashed is only staged.
          [ -f "$ledger" ] || exit 0
          git --literal-pathspecs diff --cached --quiet ORIG_HEAD -- "$ledger" && exit 0
          """;
      case POST_REWRITE ->
          """
          # Did the rebase change the ledger? An amended commit has been checked by pre-commit.
          [ "${1-}" = rebase ] && [ -f "$ledger" ] || exit 0
          last=$(printf '%s\\n' "$rewritten" | tail -n 1)
          git --literal-pathspecs diff --quiet "${last%% *}" HEAD -- "$ledger" && exit 0
          """;
      case POST_CHECKOUT ->
          """
          # Is it another branch with another ledger, outside of a rebase?
          [ "${3-}" = 1 ] && [ -f "$ledger" ] || exit 0
          git --literal-pathspecs diff --quiet "$1" "$2" -- "$ledger" 2>/dev/null && exit 0
          [ ! -d "$(git rev-parse --git-path rebase-merge)" ] || exit 0
          """;
    };
  }

  private static String refuse(String option) {
    return start(1)
        + """
        exec "$launcher" check --staged%s
        """
            .formatted(option);
  }

  private static String warn(String option) {
    return start(0)
        + """
        problems=$("$launcher" check --staged%s 2>&1) || {
          printf '%%s\\n' "$problems" >&2
          echo "ledger: warning: $ledger has problems; nothing was refused" >&2
        }
        exit 0
        """
            .formatted(option);
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

  /** The settings are next to the ledger. */
  static String settings(String ledger) {
    return ledger.substring(0, ledger.lastIndexOf('/') + 1) + "ledger.toml";
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
