package ledger.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the JVM dies, however it dies, every Python process that it started dies with it. */
class DeathOfTheRunnerTest {
  @TempDir Path root;

  private final String mark = UUID.randomUUID().toString();

  /** Children, a grandchild in a session of its own, and a file that says that all of them run. */
  private String body() {
    return """
    sleeper = [sys.executable, "-c", "import time; time.sleep(300) # %s"]
    subprocess.Popen(sleeper)
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.execve(sys.executable, sleeper, {})
        os._exit(0)
    time.sleep(0.3)
    with open("%s", "w") as f: f.write(os.getcwd())
    time.sleep(300)
    """
        .formatted(mark, root.resolve("running"));
  }

  private static boolean within(long seconds, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }

  private Path startedFolder() throws IOException, InterruptedException {
    Path running = root.resolve("running");
    assertThat(within(30, () -> Files.exists(running) && size(running) > 0))
        .as(() -> read(root.resolve("runner.log")))
        .isTrue();
    assertThat(Workspaces.processesWith(mark)).hasSizeGreaterThanOrEqualTo(2);
    return Path.of(Files.readString(running));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void kill9LeavesNothing() throws Exception {
    Process runner = RunnerProcess.start(root, body());
    Path folder = startedFolder();
    runner.destroyForcibly();
    assertThat(runner.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(within(2, () -> Workspaces.processesWith(mark).isEmpty() && pythons().isEmpty()))
        .as(() -> "left: " + Workspaces.processesWith(mark) + pythons())
        .isTrue();
    assertThat(within(2, () -> !Files.exists(folder.getParent()))).isTrue();
    assertThat(root.resolve("ledger/results")).doesNotExist();
  }

  /** Ctrl-C and SIGTERM: the shutdown hook. */
  @Test
  void terminationLeavesNothingAndNoRecord() throws Exception {
    Process runner = RunnerProcess.start(root, body());
    Path folder = startedFolder();
    runner.destroy();
    assertThat(runner.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(Workspaces.processesWith(mark)).isEmpty();
    assertThat(pythons()).isEmpty();
    assertThat(folder.getParent()).doesNotExist();
    assertThat(root.resolve("ledger/results")).doesNotExist();
  }

  private List<Long> pythons() {
    return Workspaces.processesWith(root.toString());
  }
}
