package ledger.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waiting for the lock, among real processes. */
class LockTest {
  private static final Path LOCKS = Path.of("/proc/locks");
  private static final int WAITERS = 6;

  @TempDir Path state;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void whoCameFirstIsNext() throws Exception {
    List<String> names = IntStream.range(0, WAITERS).mapToObj(i -> "waiter " + i).toList();
    try (Lock lock = Lock.acquire(new StateFolder(state), () -> {})) {
      for (String name : names) {
        int before = waiting();
        start(name);
        await(() -> waiting() > before);
      }
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    assertThat(log()).isEqualTo(names);
  }

  @Test
  void saysThatItWaitsAndGivesUpAfterAWhile() throws Exception {
    Process holder = hold();
    List<String> notices = new ArrayList<>();
    assertThatThrownBy(
            () ->
                Lock.acquire(
                    new StateFolder(state),
                    () -> notices.add("waiting"),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(1)))
        .isInstanceOf(Busy.class)
        .hasMessage("another ledger command has held " + state.resolve("lock") + " for 1 s");
    assertThat(notices).containsExactly("waiting");
    await(() -> waiting() == 0);
    assertThat(holder.isAlive()).isTrue();
  }

  /** A long queue is no reason to give up: only a command that does not end is. */
  @Test
  void isPatientWhileOthersHaveTheirTurn() throws Exception {
    hold();
    FutureTask<Lock> waiting =
        new FutureTask<>(
            () ->
                Lock.acquire(
                    new StateFolder(state),
                    () -> {},
                    Duration.ofMillis(50),
                    Duration.ofSeconds(4)));
    Thread.ofPlatform().daemon().start(waiting);
    // So often that only a machine that stood still for four seconds would look like one holder.
    for (int turn = 0; turn < 90; turn++) {
      Thread.sleep(100);
      assertThat(waiting.isDone()).isFalse();
      Files.setLastModifiedTime(state.resolve("lock"), FileTime.from(Instant.now()));
    }
    processes.getFirst().destroyForcibly();
    waiting.get(30, TimeUnit.SECONDS).close();
  }

  @Test
  void everyTurnIsNoted() throws Exception {
    Lock.acquire(new StateFolder(state), () -> {}).close();
    Files.setLastModifiedTime(state.resolve("lock"), FileTime.fromMillis(0));
    Lock.acquire(new StateFolder(state), () -> {}).close();
    assertThat(Files.getLastModifiedTime(state.resolve("lock")))
        .isGreaterThan(FileTime.fromMillis(0));
  }

  @Test
  void aShortWaitIsNotWorthAWord() throws Exception {
    List<String> notices = new ArrayList<>();
    try (Lock lock = Lock.acquire(new StateFolder(state), () -> notices.add("waiting"))) {
      start("waiter");
      await(() -> waiting() == 1);
    }
    Lock.acquire(new StateFolder(state), () -> notices.add("waiting")).close();
    assertThat(notices).isEmpty();
  }

  @Test
  void theLockOfAKilledProcessIsFree() throws Exception {
    Process holder = hold();
    holder.destroyForcibly().waitFor();
    Lock.acquire(new StateFolder(state), () -> {}, Duration.ofMillis(50), Duration.ofSeconds(1))
        .close();
  }

  @Test
  void aWaiterThatIsKilledHoldsNobodyUp() throws Exception {
    List<Process> waiters = new ArrayList<>();
    try (Lock lock = Lock.acquire(new StateFolder(state), () -> {})) {
      for (int i = 0; i < 3; i++) {
        int before = waiting();
        waiters.add(start("waiter " + i));
        await(() -> waiting() > before);
      }
      waiters.get(1).destroyForcibly().waitFor();
    }
    assertThat(waiters.get(0).waitFor()).isZero();
    assertThat(waiters.get(2).waitFor()).isZero();
    assertThat(log()).containsExactly("waiter 0", "waiter 2");
  }

  private Process hold() throws Exception {
    Process holder = start("-");
    await(() -> Files.exists(state.resolve("log")));
    return holder;
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(state.resolve("log"));
  }

  private Process start(String name) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Waiter.class.getName(),
                state.toString(),
                state.resolve("log").toString(),
                name)
            .inheritIO()
            .start();
    processes.add(process);
    return process;
  }

  /** How many wait for this lock. */
  private int waiting() {
    assumeThat(LOCKS).as("who waits for a lock can be seen on Linux only").exists();
    try {
      String inode = ":" + Files.getAttribute(state.resolve("lock"), "unix:ino") + " ";
      return (int)
          Files.readAllLines(LOCKS).stream()
              .filter(line -> line.contains("->") && line.contains(inode))
              .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 3000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
