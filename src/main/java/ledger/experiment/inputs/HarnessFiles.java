package ledger.experiment.inputs;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The harness that comes with a new experiment: a Python package beside the scripts, which needs
 * nothing else. It observes with the same {@code observe.py} that the runner uses.
 */
public final class HarnessFiles {
  /** The package's name. */
  public static final String FOLDER = "ledger_harness";

  /** The file that makes the folder a package. */
  public static final String MAIN = "__init__.py";

  private HarnessFiles() {}

  /** Its files by name. */
  public static Map<String, byte[]> all() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(MAIN, resource("harness.py"));
    files.put("recording.py", resource("recording.py"));
    files.put("observe.py", resource("observe.py"));
    return files;
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream resource = HarnessFiles.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return resource.readAllBytes();
    }
  }
}
