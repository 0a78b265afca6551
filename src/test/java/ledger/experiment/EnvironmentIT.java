package ledger.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ledger.evidence.judge.Judge;
import ledger.evidence.record.Exit;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.Status;
import ledger.experiment.environment.Environments;
import ledger.experiment.run.PlannedRun;
import ledger.experiment.run.RunEvent;
import ledger.experiment.run.RunMode;
import ledger.experiment.run.Verifier;
import ledger.experiment.run.VerifyLock;
import ledger.experiment.run.VerifyRunning;
import ledger.workspace.Environment;
import ledger.workspace.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes real environments from a package index. */
class EnvironmentIT {
  private static final String BODY =
      Workspaces.header("30s")
          + Workspaces.PRELUDE
          + "import iniconfig\nprint(iniconfig.__name__)\n"
          + "event('check', id='L1', title='One', ok=True, detail='', control=False)\n"
          + "for _ in range(6): event('sample', metric='ratio', value=30)\n"
          + Workspaces.END;

  @TempDir Path root;
  private Workspaces workspace;
  private String locked;

  @BeforeEach
  void open() throws IOException {
    workspace = new Workspaces(root);
    workspace.write("ledger/experiments/probe.py", BODY);
    locked = iniconfig();
  }

  /** One small package with its hashes, as this project locks it. */
  private static String iniconfig() throws IOException {
    StringBuilder lines = new StringBuilder();
    Path file = Path.of("ledger/experiments/requirements/test.txt").toAbsolutePath();
    for (String line : Files.readAllLines(file)) {
      boolean ours = line.startsWith("iniconfig==");
      if (ours || (!lines.isEmpty() && line.startsWith("    --hash"))) {
        lines.append(line).append('\n');
      } else if (!lines.isEmpty()) {
        break;
      }
    }
    return lines.toString();
  }

  private RunRecord run(String requirements, Map<String, String> variables, List<String> heard)
      throws VerifyRunning {
    workspace.write("ledger/experiments/requirements/small.txt", requirements);
    Environment spec =
        new Environment(
            "small",
            Path.of("requirements/small.txt"),
            ">=3.10,<3.14",
            new TreeMap<>(variables),
            List.of(),
            false);
    Verifier verifier = new Verifier(Workspace.in(root), List.of(spec), Clock.systemUTC());
    PlannedRun planned =
        verifier.plan(List.of(Workspaces.TASK), verifier.environments(), RunMode.NEEDED).getFirst();
    try (VerifyLock lock = verifier.lock()) {
      return verifier.run(
          lock,
          planned,
          Optional.empty(),
          event -> {
            if (event instanceof RunEvent.SettingUp setUp && setUp.elapsed().isZero()) {
              heard.add(setUp.step());
            }
          });
    }
  }

  @Test
  void anEnvironmentIsMadeOnceAndAKilledOneIsMadeAgain() throws Exception {
    List<String> heard = new ArrayList<>();
    RunRecord record = run(locked, Map.of(), heard);
    assertThat(record.exit().kind()).as(record.exit().detail()).isEqualTo(Exit.Kind.COMPLETED);
    assertThat(record.log().text()).isEqualTo("iniconfig\n");
    assertThat(heard)
        .containsExactly(
            "waiting for another set-up to finish",
            "looking for Python",
            "creating the environment",
            "installing requirements");
    assertThat(root.resolve(".ledger/.gitignore")).hasContent("*");
    heard.clear();
    assertThat(run(locked, Map.of("A", "b"), heard).exit().kind()).isEqualTo(Exit.Kind.COMPLETED);
    assertThat(heard).isEmpty();
    try (var folders = Files.list(root.resolve(".ledger/envs"))) {
      Path folder = folders.filter(Files::isDirectory).findFirst().orElseThrow();
      Files.delete(folder.resolve(Environments.MARKER));
    }
    assertThat(run(locked, Map.of(), heard).exit().kind()).isEqualTo(Exit.Kind.COMPLETED);
    assertThat(heard).contains("installing requirements");
  }

  private void fails(RunRecord record, String step, String why) throws IOException {
    assertThat(record.exit().kind()).isEqualTo(Exit.Kind.NOT_STARTED);
    assertThat(record.exit().detail())
        .contains("while " + step)
        .contains(why)
        .contains("log: .ledger/logs/small-")
        .doesNotContain(root.toString());
    assertThat(record.log().text()).isNotBlank();
    assertThat(Judge.asOfRun(record).status()).isEqualTo(Status.BROKEN);
    try (var folders = Files.list(root.resolve(".ledger/envs"))) {
      assertThat(folders.map(folder -> folder.resolve(Environments.MARKER)))
          .noneMatch(Files::exists);
    }
  }

  @Test
  void aWrongHashIsNamed() throws Exception {
    String wrong = locked.replaceAll("sha256:[0-9a-f]{8}", "sha256:00000000");
    fails(
        run(wrong, Map.of(), new ArrayList<>()),
        "installing requirements",
        "its hash is not in the");
  }

  @Test
  void aMissingHashIsNamed() throws Exception {
    RunRecord record = run("iniconfig==2.3.1\n", Map.of(), new ArrayList<>());
    fails(record, "installing requirements", "lacks a hash");
  }

  @Test
  void nonsenseIsNamed() throws Exception {
    RunRecord record = run("this is no requirement\n", Map.of(), new ArrayList<>());
    fails(record, "installing requirements", "exit status");
  }
}
