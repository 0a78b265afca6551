package ledger.git.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import ledger.git.GitProgram;

/** Has git run a hook that does nothing but leave a trace. */
public final class HookProbe {
  /** Whether git runs the hook. */
  public enum Answer {
    FIRES,
    SILENT,
    /** There is no git on the PATH, or it is older than 2.36 and has no command to run a hook. */
    UNKNOWN
  }

  private HookProbe() {}

  /** Only for ledger's own hooks: any other would really run. */
  static Answer ask(Path root, HookKind kind) throws IOException {
    Path trace = Files.createTempFile("ledger-hook", "");
    try {
      GitProgram.Answer answer =
          GitProgram.run(
              root,
              Map.of(HookScript.PROBE, trace.toString()),
              new byte[0],
              "hook",
              "run",
              "--ignore-missing",
              kind.file());
      if (Files.readString(trace).strip().equals(kind.file())) {
        return Answer.FIRES;
      }
      return answer.err().contains("not a git command") ? Answer.UNKNOWN : Answer.SILENT;
    } catch (IOException noGit) {
      return Answer.UNKNOWN;
    } finally {
      Files.deleteIfExists(trace);
    }
  }
}
