package ledger.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import ledger.experiment.environment.EnvironmentFailure;
import ledger.experiment.environment.Environments;
import ledger.experiment.environment.PythonFinder;
import ledger.experiment.process.Shutdown;
import ledger.workspace.Environment;
import ledger.workspace.Workspace;
import org.junit.jupiter.api.Test;

/**
 * Runs the tests of harness and experiments by pytest, against the MLX of the pinned environment.
 * At full size (`-Pnightly`) with what takes long: every sabotage, and all Macs of the simulator.
 */
class PythonSuiteIT {
  private static final Path ROOT = Path.of(System.getProperty("ledger.root", "")).toAbsolutePath();

  private static Path python(String name) throws EnvironmentFailure {
    Path requirements = Path.of("requirements", name + ".txt");
    Environment spec =
        new Environment(name, requirements, ">=3.10,<3.14", new TreeMap<>(), List.of(), false);
    Environments environments =
        new Environments(
            Workspace.in(ROOT), PythonFinder.onThisHost(System.getenv()), System.getenv());
    try (Shutdown.Guard guard = Shutdown.guard()) {
      return environments.python(spec, guard, (step, since) -> {});
    }
  }

  @Test
  void pytestPasses() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                python("test").toString(), "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider"));
    command.add("src/test/python");
    Path said = Files.createTempFile("pytest", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("LEDGER_PYTHON", python("pinned").toString());
    if ("full".equals(System.getProperty("ledger.stress"))) {
      builder.environment().put("LEDGER_NIGHTLY", "1");
    }
    Process process = builder.start();
    boolean ended = process.waitFor(90, TimeUnit.MINUTES);
    process.destroyForcibly();
    String output = Files.readString(said);
    assertThat(ended).as("within ninety minutes; pytest said:%n%s", output).isTrue();
    assertThat(process.exitValue()).as("pytest said:%n%s", output).isZero();
  }
}
