package ledger.git.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ledger.git.GitProgram;

/**
 * The result of having git run a hook that does nothing but leave a trace.
 *
 * @param words what git said about it
 */
public record HookProbe(Firing firing, String words) {
  /**
   * Names a file that a hook, and a check of what is staged, writes to instead of doing its work.
   */
  public static final String VARIABLE = "LEDGER_HOOK_PROBE";

  /** Whether git runs the hook. */
  public enum Firing {
    FIRES,
    SILENT,
    /**
     * There is no git on the PATH, or it is older than 2.36 and has no command to run a hook; or it
     * could not be tried.
     */
    UNKNOWN
  }

  /** Only for ledger's own hooks: any other would really run. */
  static HookProbe ask(GitProgram git, HookKind kind) throws IOException {
    return ask(git, kind.file(), Map.of(), List.of("hook", "run", "--ignore-missing", kind.file()));
  }

  /**
   * Runs a git command, and sees whether the trace says what is expected.
   *
   * @param variables in addition to {@link #VARIABLE}
   */
  public static HookProbe ask(
      GitProgram git, String expected, Map<String, String> variables, List<String> command)
      throws IOException {
    Path trace = Files.createTempFile("ledger-hook", "");
    try {
      Map<String, String> all = new HashMap<>(variables);
      all.put(VARIABLE, trace.toString());
      String[] words = new String[command.size() + 2];
      words[0] = "-c";
      words[1] = "advice.ignoredHook=true";
      System.arraycopy(command.toArray(), 0, words, 2, command.size());
      GitProgram.Output output = git.run(all, new byte[0], words);
      if (Files.readString(trace).lines().anyMatch(expected::equals)) {
        return new HookProbe(Firing.FIRES, "");
      }
      Firing firing = output.exit() == 0 ? Firing.SILENT : Firing.UNKNOWN;
      return new HookProbe(firing, (output.out() + output.err()).strip());
    } catch (IOException noGit) {
      return new HookProbe(Firing.UNKNOWN, String.valueOf(noGit.getMessage()));
    } finally {
      Files.deleteIfExists(trace);
    }
  }

  /** The trace of a check of what is staged. */
  public static String checked(String ledger) {
    return "check " + ledger;
  }

  /**
   * Leaves a trace.
   *
   * @param env the process's environment, with {@link #VARIABLE}
   */
  public static void answer(Map<String, String> env, String said) throws IOException {
    String trace = env.getOrDefault(VARIABLE, "");
    if (!trace.isEmpty()) {
      Files.writeString(Path.of(trace), said + "\n", StandardOpenOption.APPEND);
    }
  }
}
