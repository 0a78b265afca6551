package ledger.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import ledger.workspace.Settings;
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
    Environment script = Settings.DEFAULT.environments().get(Environment.SCRIPT);
    Verifier verifier = new Verifier(Workspace.in(root), List.of(spec, script), Clock.systemUTC());
    PlannedRun planned =
        verifier.plan(List.of(Workspaces.TASK), List.of(), RunMode.NEEDED).getFirst();
    try (VerifyLock lock = verifier.lock()) {
      return verifier.run(
          lock,
          planned,
          event -> {
            if (event instanceof RunEvent.SettingUp setUp && setUp.elapsed().isZero()) {
              heard.add(setUp.step());
            }
            if (event instanceof RunEvent.SetupNoticed noticed) {
              heard.add(noticed.notice().toString());
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

  @Test
  void whatSomebodyChangedInItIsMadeAgain() throws Exception {
    assertThat(run(locked, Map.of(), new ArrayList<>()).exit().kind())
        .isEqualTo(Exit.Kind.COMPLETED);
    Path module = installed("iniconfig/__init__.py");
    Files.writeString(module, Files.readString(module) + "raise SystemExit('by hand')\n");
    List<String> heard = new ArrayList<>();
    RunRecord record = run(locked, Map.of("A", "b"), heard);
    assertThat(record.exit().kind()).as(record.exit().detail()).isEqualTo(Exit.Kind.COMPLETED);
    assertThat(heard.getFirst()).contains("Alteration[what=iniconfig/__init__.py, kind=EDITED]");
    assertThat(heard).contains("installing requirements");
    assertThat(Files.readString(installed("iniconfig/__init__.py"))).doesNotContain("by hand");
  }

  private Path installed(String name) throws IOException {
    try (var files = Files.walk(root.resolve(".ledger/envs"))) {
      return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
    }
  }

  @Test
  void aScriptBringsItsDependencies() throws Exception {
    String needs = "# dependencies = [\"iniconfig>=2\"]\n# [tool.ledger]";
    workspace.write("ledger/experiments/probe.py", BODY.replace("# [tool.ledger]", needs));
    List<String> heard = new ArrayList<>();
    RunRecord record = run("", Map.of(), heard);
    assertThat(record.exit().kind()).as(record.exit().detail()).isEqualTo(Exit.Kind.COMPLETED);
    assertThat(record.environment()).isEqualTo(Environment.SCRIPT);
    assertThat(heard).contains("Locked[file=ledger/experiments/probe.lock]");
    assertThat(root.resolve("ledger/experiments/probe.lock"))
        .content()
        .contains("# from iniconfig>=2\n")
        .containsPattern("\niniconfig==2[.0-9]+ \\\\\n    --hash=sha256:[0-9a-f]{64}\n")
        .doesNotContain("://");
    String more = needs.replace(">=2", ">=1");
    workspace.write("ledger/experiments/probe.py", BODY.replace("# [tool.ledger]", more));
    heard.clear();
    assertThat(run("", Map.of(), heard).exit().kind()).isEqualTo(Exit.Kind.COMPLETED);
    assertThat(heard).contains("Locked[file=ledger/experiments/probe.lock]");
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
    fails(record, "installing requirements", "Invalid requirement");
  }
}
