package ledger.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import ledger.app.App;
import ledger.app.experiment.CheckExperiment.ScriptAsked;
import ledger.app.experiment.NewExperiment.ClaimedBound;
import ledger.app.experiment.NewExperiment.ScriptMade;
import ledger.app.experiment.NewExperiment.ScriptWanted;
import ledger.app.ledger.InitRequest;
import ledger.app.records.ResultsImportRequest;
import ledger.app.records.ResultsRequest;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.task.AddRequest;
import ledger.app.task.EditRequest.CellText;
import ledger.document.Columns;
import ledger.evidence.record.RunRecord;
import ledger.experiment.Workspaces;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** New experiments, and their harness where ledger does not run them: by Python alone. */
class ExperimentsTest {
  @TempDir Path folder;
  private App app;

  @BeforeEach
  void aTask() throws Exception {
    Path real = folder.toRealPath();
    app = new App(new Session(real, null, Map.of(), Clock.systemUTC(), "", notice -> {}));
    app.init(new InitRequest("A"));
    List<CellText> cells = List.of(new CellText(Columns.TITLE, "A \"quick\" way"));
    app.add(new AddRequest("backlog", "VS", cells, false, false));
  }

  private ScriptMade made(
      @Nullable String metric, @Nullable ClaimedBound bound, @Nullable String unit)
      throws Exception {
    return app.experiment().draft(new ScriptWanted("vs-001", null, metric, bound, unit, false));
  }

  /** What Python prints, which must exit with 0. */
  private String run(Path script, Map<String, String> variables) throws Exception {
    ProcessBuilder python =
        new ProcessBuilder(Workspaces.python().toString(), "-B", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true);
    python.environment().putAll(variables);
    Process process = python.start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  @ParameterizedTest
  @CsvSource({
    ",,,,time: ",
    "speedup,at-least,5,,speedup: ",
    "latency,at-most,10 ms,,latency: ",
    "latency,at-most,10 ms,us,latency: ",
    "size,at-most,3,MiBy,size: ",
    "share,at-least,50 %,,share: ",
    "count,equals,-1e3,,count: "
  })
  void everyDraftRunsAtOnce(String metric, String key, String value, String unit, String said)
      throws Exception {
    ScriptMade made = made(metric, key == null ? null : new ClaimedBound(key, value), unit);
    assertThat(made.script()).hasFileName("vs_001.py").hasContent(made.text());
    assertThat(run(made.script(), Map.of()))
        .startsWith(said)
        .contains("20 samples")
        .contains("FAILED: It measures what its task is about");
  }

  @Test
  void nothingIsOverwritten() throws Exception {
    made("a", null, null);
    Path harness = folder.resolve("ledger/experiments/ledger_harness/__init__.py");
    Files.writeString(harness, Files.readString(harness) + "# mine\n");
    ScriptMade second = made("b", null, null);
    assertThat(second.script()).hasFileName("vs_001_2.py");
    assertThat(second.others()).isEmpty();
    assertThat(Files.readString(harness)).endsWith("# mine\n");
    Files.writeString(harness, "");
    assertThatThrownBy(() -> made("c", null, null))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("is not the harness");
  }

  @ParameterizedTest
  @CsvSource({
    "Speed,at-least,5,,cannot name a metric",
    "speed,at-least,fast,,is no bound",
    "speed,at-least,5 ms,MiBy,is no bound",
    "speed,at-least,5,m s,is no unit"
  })
  void whatMakesNoSenseWritesNothing(
      String metric, String key, String value, String unit, String why) {
    assertThatThrownBy(() -> made(metric, new ClaimedBound(key, value), unit))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(why);
    assertThat(folder.resolve("ledger/experiments")).doesNotExist();
  }

  @Test
  void everythingThatIsWrongIsReportedAtOnce() throws Exception {
    Path script = made("speedup", new ClaimedBound("at-least", "5"), null).script();
    Files.writeString(
        script,
        Files.readString(script)
            .replace("# headline", "# unknown = 1\n# headline")
            .replace("run.metric(\"speedup\"", "run.metric(\"speed\"")
            .replace("run.sample(\"speedup\"", "run.sample(\"speed\""));
    assertThat(faults(script))
        .anyMatch(said -> said.contains(":6:3: error: [tool.ledger] has no key unknown"))
        .anyMatch(said -> said.contains("error: the run has no sample of speedup"))
        .anyMatch(said -> said.contains("did you mean speed?"))
        .anyMatch(said -> said.contains("the check own failed"));
    Files.writeString(script, Files.readString(script).replace("with Exp", "1 / 0\nwith Exp"));
    assertThat(faults(script)).anyMatch(said -> said.contains("ZeroDivisionError"));
    assertThat(folder.resolve("ledger/results")).doesNotExist();
  }

  private List<String> faults(Path script) throws Exception {
    return app.experiment().check(new ScriptAsked(script, null)).problems().stream()
        .map(Problem::render)
        .toList();
  }

  @Test
  void whatItSaysThatItReadHasAForm() throws Exception {
    made("speedup", new ClaimedBound("at-least", "5"), null);
    Path file = measured("one.jsonl");
    Files.writeString(file, Files.readString(file).replace("\"notes\": [", "\"notes\": [1, "));
    assertThatThrownBy(() -> app.results().takeIn(events(file))).isInstanceOf(InvalidFiles.class);
  }

  private ResultsImportRequest events(Path file) {
    return new ResultsImportRequest(List.of(file), null);
  }

  private Path measured(String name) throws Exception {
    Path file = folder.resolve(name);
    run(folder.resolve("ledger/experiments/vs_001.py"), Map.of("LEDGER_EVENTS", file.toString()));
    return file;
  }

  /** Run alone, a script tells what it read, in its children too; import holds it against here. */
  @Test
  void whatItReadElsewhereIsKnown() throws Exception {
    Path script = made("speedup", new ClaimedBound("at-least", "5"), null).script();
    Files.createDirectories(folder.resolve("src"));
    Files.writeString(folder.resolve("src/product.py"), "RATIO = 10\r\n");
    Files.writeString(folder.resolve("src/data.csv"), "1\n");
    Files.writeString(folder.resolve("src/child.py"), "x = open('src/data.csv').read()\n");
    Files.writeString(
        script,
        Files.readString(script)
            .replace(
                "\n\ndef before",
                "import subprocess, sys\nsys.path.insert(0, 'src')\nimport product\n"
                    + "subprocess.run([sys.executable, '-B', 'src/child.py'], check=True)\n"
                    + "open('src/out.txt', 'w').write('x')\n\n\ndef before"));
    app.results().takeIn(events(measured("one.jsonl")));
    RunRecord record =
        app.results(new ResultsRequest("VS-001"))
            .evidence()
            .getFirst()
            .experiments()
            .getFirst()
            .newest()
            .getFirst()
            .record();
    assertThat(record.inputs().observed()).isNotNull();
    assertThat(record.inputs().observed().files())
        .containsKeys(
            "src/product.py",
            "src/data.csv",
            "src/child.py",
            "ledger/experiments/ledger_harness/__init__.py")
        .doesNotContainKeys("src/out.txt", "ledger/experiments/vs_001.py");
    assertThat(record.traces().written()).contains("src/out.txt");
    assertThat(folder.resolve("observe.txt")).doesNotExist();
    Path two = measured("two.jsonl");
    Files.writeString(folder.resolve("src/data.csv"), "2\n");
    assertThatThrownBy(() -> app.results().takeIn(events(two)))
        .isInstanceOfSatisfying(
            InvalidFiles.class,
            refused ->
                assertThat(refused.problems().getFirst().message())
                    .endsWith("differ from those here: src/data.csv"));
  }

  /** Nobody's harness may keep notes of the run's own folder behind. */
  @Test
  void nothingOfTheObserverIsLeft() throws Exception {
    made("speedup", null, null);
    measured("one.jsonl");
    assertThat(leftovers()).isEmpty();
  }

  private List<Path> leftovers() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (var all = Files.list(temporary)) {
      return all.filter(each -> each.getFileName().toString().startsWith("ledger-observe-"))
          .filter(each -> Files.exists(each.resolve("notes")))
          .toList();
    }
  }
}
