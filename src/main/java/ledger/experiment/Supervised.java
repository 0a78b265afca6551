package ledger.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a command below a supervisor ({@code supervise.py}), which ends the command's whole process
 * tree on its time limit, when asked, and when this JVM dies in whatever way.
 */
final class Supervised {
  /** No run may fill the disk: bytes of log, and as many of events. */
  static final long FLOOD = 512L << 20;

  private static final long TICK_MILLIS = 100;
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * What to run.
   *
   * @param command program and arguments
   * @param folder the command's working folder
   * @param variables set on top of this process's own
   * @param without variables that are taken away
   * @param log gets stdout and stderr
   * @param events may grow beside the log
   * @param limit zero for none
   * @param memory bytes that the command's processes may hold together, on Linux; zero for any
   * @param scratch an existing folder for the supervisor's own files
   * @param remove goes with everything in it when this JVM dies
   */
  record Job(
      List<String> command,
      Path folder,
      Map<String, String> variables,
      List<String> without,
      Path log,
      Path events,
      Duration limit,
      long memory,
      Path scratch,
      @Nullable Path remove) {}

  /** How it ended. */
  enum Outcome {
    EXITED,
    SIGNALLED,
    TIMED_OUT,
    CANCELLED,
    FLOODED,
    OVER_MEMORY,
    NOT_STARTED
  }

  /**
   * @param status exit status or signal
   * @param detail why it was not started, or how much memory it held
   */
  record End(Outcome outcome, int status, String detail, Duration elapsed) {}

  private Supervised() {}

  /**
   * Runs to the end on this thread.
   *
   * @param python the interpreter that runs the supervisor
   * @param tick called about every 100 ms with the time since the start
   */
  static End run(
      Path python, Job job, Shutdown.Guard guard, java.util.function.Consumer<Duration> tick) {
    long start = System.nanoTime();
    Process process;
    try {
      process = start(python, job);
    } catch (IOException e) {
      return new End(Outcome.NOT_STARTED, 0, String.valueOf(e.getMessage()), Duration.ZERO);
    }
    guard.watch(process);
    try {
      while (!process.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        tick.accept(elapsed);
        if (!job.limit.isZero() && elapsed.compareTo(job.limit.plus(GRACE)) > 0) {
          process.destroyForcibly(); // the supervisor itself hangs; its child dies with it
        }
      }
    } catch (InterruptedException e) {
      guard.cancel();
      process.onExit().join();
      Thread.currentThread().interrupt();
    } finally {
      guard.watch(null);
      if (process.isAlive()) { // a listener threw
        guard.cancel();
        close(process);
      }
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    tick.accept(elapsed);
    return end(process, elapsed);
  }

  private static void close(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      process.destroy();
    }
    process.onExit().join();
  }

  private static Process start(Path python, Job job) throws IOException {
    Path script = job.scratch.resolve("supervise.py");
    try (InputStream resource = Supervised.class.getResourceAsStream("supervise.py")) {
      if (resource == null) {
        throw new IllegalStateException("supervise.py is not in the jar");
      }
      Files.write(script, resource.readAllBytes());
    }
    Path file = job.scratch.resolve("job.json");
    Files.writeString(file, JSON.writeValueAsString(description(job)));
    return new ProcessBuilder(
            python.toString(), "-I", "-B", "-S", script.toString(), file.toString())
        .redirectError(ProcessBuilder.Redirect.appendTo(job.log.toFile()))
        .start();
  }

  private static Map<String, Object> description(Job job) {
    Map<String, String> variables = new TreeMap<>(job.variables);
    variables.put("LEDGER_RUN", UUID.randomUUID().toString());
    Map<String, Object> fields = new TreeMap<>();
    fields.put("command", job.command);
    fields.put("cwd", job.folder.toString());
    fields.put("set", variables);
    fields.put("unset", job.without);
    fields.put("log", job.log.toString());
    fields.put("events", job.events.toString());
    fields.put("log_limit", FLOOD);
    fields.put("memory_limit", job.memory);
    fields.put("limit", job.limit.toMillis() / 1000.0);
    fields.put("remove", job.remove == null ? "" : job.remove.toString());
    return fields;
  }

  private static End end(Process process, Duration elapsed) {
    try (InputStream out = process.getInputStream()) {
      String line = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
      JsonNode said = JSON.readTree(line);
      String outcome = said.path("outcome").asString("").replace('-', '_');
      return new End(
          Outcome.valueOf(outcome.toUpperCase(java.util.Locale.ROOT)),
          said.path("status").asInt(0),
          said.path("detail").asString(""),
          Duration.ofMillis(Math.round(said.path("seconds").asDouble(0) * 1000)));
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      String detail = "its supervisor died with status " + process.exitValue();
      return new End(Outcome.NOT_STARTED, process.exitValue(), detail, elapsed);
    }
  }
}
