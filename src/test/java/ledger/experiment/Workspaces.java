package ledger.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import ledger.document.TaskId;
import ledger.evidence.judge.DonePolicy;
import ledger.evidence.record.RunRecord;
import ledger.experiment.environment.EnvironmentFailure;
import ledger.experiment.environment.Environments;
import ledger.experiment.environment.PythonFinder;
import ledger.experiment.environment.Requirements;
import ledger.experiment.inputs.TaskText;
import ledger.experiment.inputs.WorkTree;
import ledger.experiment.run.PlannedRun;
import ledger.experiment.run.RunEvent;
import ledger.experiment.run.RunMode;
import ledger.experiment.run.Verifier;
import ledger.experiment.run.VerifyLock;
import ledger.experiment.run.VerifyRunning;
import ledger.io.StateFolder;
import ledger.workspace.Environment;
import ledger.workspace.Limits;
import ledger.workspace.Workspace;

/** A workspace for tests, whose environment is a bare Python that is there already. */
public final class Workspaces {
  public static final TaskText TASK = new TaskText(new TaskId("MLX-002"), "Lazy", "It is lazy");

  /** A whole environment event and a metric, and a function that writes any line. */
  public static final String PRELUDE =
      """
      import json, os, sys, time, signal, subprocess
      def line(text):
          with open(os.environ["LEDGER_EVENTS"], "ab") as f:
              f.write(text if isinstance(text, bytes) else (text + "\\n").encode())
      def event(name, /, **fields):
          line(json.dumps({"event": name, **fields}))
      event("plan", schema=1, experiment="probe", task="MLX-002", steps=2)
      event("environment", python="3.12.1", os="Linux", arch="x86_64", backend="cpu", packages={"mlx": "0.29.4"},
            blas={"name": "reference", "library": "libblas", "threads": None}, load=[0.1, 0.2, 0.3])
      event("metric", id="ratio", title="Ratio", unit="1", better="higher", exact=False)
      event("progress", step=1, of=2, text="first")
      event("sample", metric="ratio", value=30)
      """;

  public static final String END = "event(\"end\", load=[0.1, 0.2, 0.3], seconds=1)\n";

  final Path root;

  public Workspaces(Path root) {
    this.root = root;
    write("ledger/experiments/requirements/none.txt", "# nothing\n");
  }

  public static String header(String timeout) {
    return """
    # /// script
    # requires-python = ">=3.10"
    # [tool.ledger]
    # task = "MLX-002"
    # title = "A probe"
    # timeout = "%s"
    # headline = "ratio"
    # [[tool.ledger.claims]]
    # id = "large"
    # text = "It is large"
    # metric = "ratio"
    # at-least = 20
    # ///
    """
        .formatted(timeout);
  }

  public Path write(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The default environment: empty requirements, taken as made with the Python at hand. */
  public Environment environment() {
    Environment spec =
        new Environment(
            "plain", Path.of("requirements/none.txt"), ">=3.8", new TreeMap<>(), List.of(), false);
    String digest = Requirements.digest(Workspace.in(root), spec);
    Path folder = root.resolve(".ledger/envs/plain-" + digest.substring(0, 12));
    try {
      new StateFolder(root.resolve(".ledger")).make();
      if (!Files.exists(folder)) {
        Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/python"), python());
        Files.writeString(folder.resolve(Environments.MARKER), "");
      }
    } catch (IOException | EnvironmentFailure e) {
      throw new AssertionError(e);
    }
    return spec;
  }

  private static Path found;

  public static synchronized Path python() throws EnvironmentFailure {
    if (found == null) {
      found = PythonFinder.onThisHost(System.getenv()).find(">=3.8", false).file();
    }
    return found;
  }

  public Verifier verifier() {
    return new Verifier(Workspace.in(root), List.of(environment()), Clock.systemUTC());
  }

  /** Writes the script below a header and the prelude, and runs it. */
  public RunRecord run(String timeout, String body) {
    return run(timeout, body, event -> {});
  }

  public RunRecord run(String timeout, String body, Consumer<RunEvent> listener) {
    return run(verifier(), timeout, body, listener);
  }

  /** The same within limits. */
  public RunRecord run(String timeout, Limits limits, String body) {
    List<Environment> plain = List.of(environment());
    DonePolicy policy = DonePolicy.of("plain");
    return run(
        new Verifier(
            Workspace.in(root),
            plain,
            policy,
            limits,
            Clock.systemUTC(),
            () -> WorkTree.none(root)),
        timeout,
        body,
        event -> {});
  }

  private RunRecord run(
      Verifier verifier, String timeout, String body, Consumer<RunEvent> listener) {
    write("ledger/experiments/probe.py", header(timeout) + PRELUDE + body);
    List<PlannedRun> plan = verifier.plan(List.of(TASK), verifier.environments(), RunMode.FORCED);
    try (VerifyLock lock = verifier.lock()) {
      return verifier.run(lock, plan.getFirst(), listener);
    } catch (VerifyRunning e) {
      throw new AssertionError(e);
    }
  }

  /** Processes whose command line or environment has the text; a test's own mark. */
  static List<Long> processesWith(String mark) {
    try (var entries = Files.list(Path.of("/proc"))) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.matches("[0-9]+"))
          .filter(name -> has(name, "cmdline", mark) || has(name, "environ", mark))
          .map(Long::valueOf)
          .filter(pid -> pid != ProcessHandle.current().pid())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean has(String pid, String file, String mark) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc", pid, file));
      return new String(bytes, StandardCharsets.ISO_8859_1).contains(mark);
    } catch (IOException e) {
      return false;
    }
  }
}
