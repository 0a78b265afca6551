package ledger.git.hook;

import java.nio.file.Path;
import java.util.Optional;
import ledger.text.ShellWord;
import org.jspecify.annotations.Nullable;

/**
 * The text of a hook: it asks git which ledgers to check. For one that is not involved in what git
 * does, it runs one {@code git diff}; otherwise it calls {@code ledger check --staged}. If the
 * launcher is gone, a hook that can refuse does so: what could not be checked has not passed.
 */
final class HookScript {
  /** In the second line of every hook that ledger wrote, in any version. */
  private static final String MARK = "# ledger-hook ";

  private static final String LAUNCHER = "launcher=";

  private static final String LEDGER = "ledger=";

  private HookScript() {}

  /**
   * @param launcher relative to the root, or absolute
   */
  static String text(HookKind kind, HookedFiles.Known files, String launcher) {
    return head(kind, launcher)
        + earlier(kind)
        + start(kind.refuses() ? 1 : 0)
        + "check_ledger() {\n"
        + settings(files.settings()).indent(2)
        + kind.concern()
        + called(files.usual()).indent(2)
        + (kind.refuses() ? REFUSE : WARN).indent(2)
        + "}\n"
        + END;
  }

  private static String head(HookKind kind, String launcher) {
    return """
      #!/bin/sh
      # ledger-hook 4 %1$s
      # Written by "ledger hook install"; "ledger hook uninstall" takes it away.
      # It checks the ledgers that "git config --get-all %2$s" lists. Paths count from the
      # repository's root, where git runs this, unless absolute.
      launcher=%3$s

      # "ledger hook status" asks whether git runs this at all.
      if [ -n "${%4$s-}" ]; then
        echo %1$s >>"$%4$s"
        exit 0
      fi

      """
        .formatted(kind.file(), HookLedgers.KEY, ShellWord.quoted(launcher), HookProbe.VARIABLE);
  }

  /** The settings are beside their ledger. */
  private static String settings(String settings) {
    String name = ShellWord.quoted(settings.substring(settings.lastIndexOf('/') + 1));
    return """
      case $ledger in
        */*) settings=${ledger%%/*}/%1$s ;;
        *) settings=%1$s ;;
      esac
      """
        .formatted(name);
  }

  /** The words after the launcher; the ledger that it finds by itself is not named. */
  private static String called(String usual) {
    return """
      if [ "$ledger" = %s ]; then set -- %s; else set -- %s; fi
      """
        .formatted(
            ShellWord.quoted(usual),
            new HookCall(null).inShell(),
            new HookCall("\"$ledger\"").inShell());
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

  private static final String REFUSE =
      """
      can_check && "$launcher" "$@" </dev/null
      """;

  private static final String WARN =
      """
      can_check || return 0
      problems=$("$launcher" "$@" 2>&1 </dev/null) || {
        printf '%s\\n' "$problems" >&2
        echo "ledger: warning: $ledger has problems; nothing was refused" >&2
      }
      """;

  private static final String END =
      """

      status=0
      while IFS= read -r ledger; do
        [ -z "$ledger" ] || check_ledger "$@" || status=$?
      done <<END
      $(git config --get-all %s)
      END
      exit $status
      """
          .formatted(HookLedgers.KEY);

  /**
   * @param gone how a hook ends for a ledger that cannot be checked
   */
  private static String start(int gone) {
    String once = gone == 0 ? "" : "; git commit --no-verify passes by it once";
    return """
      case $launcher in
        /*) ;;
        *) launcher=./$launcher ;;
      esac

      can_check() {
        [ ! -x "$launcher" ] || return 0
        echo "ledger: cannot check the staged $ledger: $launcher is gone" >&2
        echo "  help: run \\"ledger hook install\\" again from where ledger is now%s" >&2
        return 1
      }

      """
        .formatted(once);
  }

  static boolean isOurs(String text) {
    return text.lines().limit(2).anyMatch(line -> line.startsWith(MARK));
  }

  /** What the script calls. */
  static @Nullable Path launcher(String text, Path root) {
    return value(text, LAUNCHER).map(root::resolve).orElse(null);
  }

  /** The one ledger that a script of an earlier version checks. */
  static Optional<String> ledger(String text) {
    return value(text, LEDGER);
  }

  private static Optional<String> value(String text, String name) {
    int start = text.indexOf("\n" + name + "'");
    return start < 0 ? Optional.empty() : unquote(text, start + 1 + name.length());
  }

  /** Reads a word written by {@link ShellWord#quoted}. */
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
