package ledger.git.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import ledger.git.GitProgram;

/** Has git run a hook that does nothing but leave a trace. */
public final class HookProbe {
  /** Whether git runs the hook. */
  public enum Firing {
    FIRES,
    SILENT,
    /** There is no git on the PATH, or it is older than 2.36 and has no command to run a hook. */
    UNKNOWN
  }

  private HookProbe() {}

  /** Only for ledger's own hooks: any other would really run. */
  static Firing ask(Path root, HookKind kind) throws IOException {
    Path trace = Files.createTempFile("ledger-hook", "");
    try {
      GitProgram.Output output =
          GitProgram.run(
              root,
              Map.of(HookScript.PROBE, trace.toString()),
              new byte[0],
              "hook",
              "run",
              "--ignore-missing",
              kind.file());
      if (Files.readString(trace).strip().equals(kind.file())) {
        return Firing.FIRES;
      }
      return output.exit() == 0 ? Firing.SILENT : Firing.UNKNOWN;
    } catch (IOException noGit) {
      return Firing.UNKNOWN;
    } finally {
      Files.deleteIfExists(trace);
    }
  }
}
