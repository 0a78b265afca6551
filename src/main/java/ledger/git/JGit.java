package ledger.git;

import java.util.SimpleTimeZone;
import java.util.TimeZone;
import org.eclipse.jgit.internal.storage.file.FileSnapshot;
import org.eclipse.jgit.internal.util.CleanupService;
import org.eclipse.jgit.util.SystemReader;

/**
 * Starts JGit, once per process, with {@link GitEnvironment} as its only reader. Left to itself,
 * JGit spends more time on things that a command never needs than on reading an index.
 *
 * <p>This is not in {@link GitEnvironment}, because the JVM would first initialise its superclass,
 * which asks for a logger at once.
 */
final class JGit {
  /** SLF4J's properties: its provider, and how much it reports about itself. */
  private static final String LOGGER = "slf4j.provider";

  private static final String CHATTER = "slf4j.internal.verbosity";

  static {
    // The logger in the jar, by name, so that the jar is not searched for it.
    if (System.getProperty(LOGGER) == null) {
      System.setProperty(LOGGER, "org.slf4j.nop.NOPServiceProvider");
      System.setProperty(CHATTER, "ERROR");
    }
    // For a hook at the JVM's exit, of which there is nothing to clean up here, it would load
    // the texts of all of its messages. This constructor says that somebody else cleans up.
    new CleanupService();
    SystemReader.setInstance(new GitEnvironment(System::getenv));
    prepareSnapshots();
  }

  private JGit() {}

  static void start() {}

  /**
   * JGit's class for file times creates a format for its debug messages in the system's time zone,
   * for whose rules Java searches the whole jar. Here those messages are in GMT.
   */
  private static void prepareSnapshots() {
    TimeZone.setDefault(new SimpleTimeZone(0, "GMT"));
    try {
      FileSnapshot.MISSING_FILE.size();
    } finally {
      TimeZone.setDefault(null);
    }
  }
}
