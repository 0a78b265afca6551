package ledger.experiment;

import java.nio.file.Path;

/** A JVM of its own that runs an experiment, for tests that end it. */
public final class RunnerProcess {
  private RunnerProcess() {}

  /**
   * @param args the workspace, and the script's body
   */
  public static void main(String[] args) {
    new Workspaces(Path.of(args[0])).run("300s", args[1]);
  }

  static Process start(Path root, String body) throws java.io.IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            RunnerProcess.class.getName(),
            root.toString(),
            body)
        .redirectErrorStream(true)
        .redirectOutput(root.resolve("runner.log").toFile())
        .start();
  }
}
