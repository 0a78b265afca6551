package ledger.git.framework;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import ledger.git.hook.HookKind;
import ledger.git.hook.HookProbe;

/** A tool that manages the hooks of a checkout through files of its own. */
public interface HookFramework {
  /** Such as {@code husky}. */
  String name();

  /** The file that configures what it runs before a commit. */
  Path file();

  /** What becomes of a hook of ledger's that is installed around the tool's. */
  enum Chained {
    /** The tool keeps it and runs it first. */
    KEPT,
    /** The tool's next installation overwrites it. */
    OVERWRITTEN,
    /** The tool's own hooks would not work any more. */
    IMPOSSIBLE
  }

  Chained chained();

  /**
   * Text to add to a file.
   *
   * @param where in the file, in words; empty for anywhere at its top level
   */
  record Addition(Path file, String where, String text) {}

  /** What to add so that the ledger is checked on commits and merges; empty if it is. */
  List<Addition> additions() throws IOException;

  /** A command to run afterwards; empty if none is needed. */
  String afterwards();

  /** The calls of ledger in its configuration, for whichever ledger. */
  List<FrameworkCall> calls() throws IOException;

  /** Whether git runs the tool's hook here. */
  boolean isInstalled(HookKind kind) throws IOException;

  /** Has the tool run that call and nothing else, in such a way that it does no work. */
  HookProbe.Firing fires(FrameworkCall call) throws IOException;
}
