package ledger.git;

import org.eclipse.jgit.internal.util.CleanupService;
import org.eclipse.jgit.util.SystemReader;

/**
 * JGit's start, once in a process, with {@link GitEnvironment} as its only reader.
 *
 * <p>The one place that names a class inside a library: without it each command that opens a
 * repository takes 30 to 65 ms longer (ADR 11).
 */
final class JGit {
  static {
    // For a hook at the JVM's exit, of which there is nothing to clean up here, JGit would load the
    // texts of all of its messages. This constructor says that somebody else sees to that.
    new CleanupService();
    SystemReader.setInstance(new GitEnvironment(System::getenv));
  }

  private JGit() {}

  static void start() {}
}
