package ledger.experiment.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a command under a supervisor ({@code supervise.py}), which ends the command's whole process
 * tree at its time limit, on request, and when this JVM dies in any way.
 */
public final class Supervised {
  private static final long TICK_MILLIS = 100;

  /** How long after the limit a supervisor may take to end what it runs. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final int SIGKILL = 9;
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * What to run.
   *
   * @param command program and arguments
   * @param folder the command's working folder
   * @param variables the command's whole environment
   * @param log gets stdout and stderr
   * @param events a file whose size is limited like the log's
   * @param limit the time limit; zero for none
   * @param memory bytes that the command's processes may use together, on Linux; zero for no limit
   * @param output maximum size in bytes of the log and of the events, each; zero for no limit
   * @param scratch an existing folder for the supervisor's own files
   * @param remove a folder that is removed with everything in it when this JVM dies
   */
  public record Job(
      List<String> command,
      Path folder,
      Map<String, String> variables,
      Path log,
      Path events,
      Duration limit,
      long memory,
      long output,
      Path scratch,
      @Nullable Path remove) {}

  /** How it ended. */
  public enum Outcome {
    EXITED,
    SIGNALLED,
    TIMED_OUT,
    CANCELLED,
    FLOODED,
    OVER_MEMORY,
    NOT_STARTED
  }

  /**
   * How a supervised process ended.
   *
   * @param status exit status or signal
   * @param detail why it was not started, or how much memory it used
   */
  public record End(Outcome outcome, int status, String detail, Duration elapsed) {}

  private final Path python;
  private final Job job;

  /**
   * A variable in the environment of the command and everything it starts, so that they can be
   * found.
   */
  private final String mark = UUID.randomUUID().toString();

  private Supervised(Path python, Job job) {
    this.python = python;
    this.job = job;
  }

  /**
   * Runs it to its end, in this thread.
   *
   * @param python the interpreter that runs the supervisor
   * @param tick called about every 100 ms with the time since the start
   */
  public static End run(Path python, Job job, Shutdown.Guard guard, Consumer<Duration> tick) {
    return new Supervised(python, job).run(guard, tick);
  }

  private End run(Shutdown.Guard guard, Consumer<Duration> tick) {
    long start = System.nanoTime();
    Process process;
    try {
      process = start();
    } catch (IOException e) {
      return new End(Outcome.NOT_STARTED, 0, String.valueOf(e.getMessage()), Duration.ZERO);
    }
    guard.watch(process);
    boolean overdue = false;
    try {
      while (!process.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        tick.accept(elapsed);
        if (!job.limit.isZero() && elapsed.compareTo(job.limit.plus(GRACE)) > 0) {
          overdue = true; // the supervisor itself was stopped, or is stuck
          endTree(process);
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
    End said = said(process);
    return said != null ? said : silent(process, overdue, elapsed);
  }

  private static void close(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      process.destroy();
    }
    process.onExit().join();
  }

  /**
   * Kills what the supervisor would have killed, and the supervisor last, because it is the root of
   * the tree.
   */
  private static void endTree(Process supervisor) {
    Set<ProcessHandle> killed = new HashSet<>();
    while (true) {
      List<ProcessHandle> found =
          supervisor.descendants().filter(process -> !killed.contains(process)).toList();
      if (found.isEmpty()) {
        break;
      }
      found.forEach(ProcessHandle::destroyForcibly);
      killed.addAll(found);
    }
    supervisor.destroyForcibly();
  }

  /** The supervisor died without reporting: whoever killed it may have left processes behind. */
  private End silent(Process process, boolean overdue, Duration elapsed) {
    try {
      new ProcessBuilder(python.toString(), "-I", "-B", "-S", script().toString(), "--sweep", mark)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      // The interpreter is gone; the record says that the supervisor died.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return overdue
        ? new End(Outcome.TIMED_OUT, SIGKILL, "", elapsed)
        : new End(
            Outcome.NOT_STARTED,
            process.exitValue(),
            "its supervisor died with status " + process.exitValue(),
            elapsed);
  }

  private Path script() {
    return job.scratch.resolve("supervise.py");
  }

  private Process start() throws IOException {
    try (InputStream resource = Supervised.class.getResourceAsStream("supervise.py")) {
      if (resource == null) {
        throw new IllegalStateException("supervise.py is not in the jar");
      }
      Files.write(script(), resource.readAllBytes());
    }
    Path file = job.scratch.resolve("job.json");
    Files.writeString(file, JSON.writeValueAsString(description()));
    return new ProcessBuilder(
            python.toString(), "-I", "-B", "-S", script().toString(), file.toString())
        .redirectError(ProcessBuilder.Redirect.appendTo(job.log.toFile()))
        .start();
  }

  private Map<String, Object> description() {
    Map<String, String> variables = new TreeMap<>(job.variables);
    variables.put("LEDGER_RUN", mark);
    Map<String, Object> fields = new TreeMap<>();
    fields.put("command", job.command);
    fields.put("cwd", job.folder.toString());
    fields.put("environment", variables);
    fields.put("log", job.log.toString());
    fields.put("events", job.events.toString());
    fields.put("output_limit", job.output);
    fields.put("memory_limit", job.memory);
    fields.put("limit", job.limit.toMillis() / 1000.0);
    fields.put("remove", job.remove == null ? "" : job.remove.toString());
    return fields;
  }

  /** What the supervisor reports about the end; null if it reported nothing. */
  private static @Nullable End said(Process process) {
    try (InputStream out = process.getInputStream()) {
      String line = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
      JsonNode said = JSON.readTree(line);
      String outcome = said.path("outcome").asString("").replace('-', '_');
      return new End(
          Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
          said.path("status").asInt(0),
          said.path("detail").asString(""),
          Duration.ofMillis(Math.round(said.path("seconds").asDouble(0) * 1000)));
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      return null;
    }
  }
}
