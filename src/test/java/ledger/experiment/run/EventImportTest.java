package ledger.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ledger.document.TaskId;
import ledger.evidence.judge.Judge;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.RunRecord;
import ledger.evidence.store.EvidenceStore;
import ledger.evidence.verdict.Status;
import ledger.experiment.Workspaces;
import ledger.experiment.header.Experiment;
import ledger.experiment.inputs.TaskText;
import ledger.io.Sha256;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events from elsewhere become evidence only if every line of them can be used. */
class EventImportTest {
  private static final String PLAN =
      "{\"event\":\"plan\",\"schema\":1,\"experiment\":\"probe\",\"task\":\"MLX-002\",\"steps\":1%s}";
  private static final String HOST =
      "{\"event\":\"environment\",\"python\":\"3.12\",\"os\":\"Linux\",\"arch\":\"x86_64\",\"backend\":\"cuda\","
          + "\"packages\":{\"mlx\":\"0.32.1\"},\"load\":[1,1,1]}";
  private static final String METRIC =
      "{\"event\":\"metric\",\"id\":\"ratio\",\"title\":\"Ratio\",\"unit\":\"1\"}";
  private static final String SAMPLE = "{\"event\":\"sample\",\"metric\":\"ratio\",\"value\":3%d}";
  private static final String LOAD =
      "{\"event\":\"load\",\"average\":1.5,\"others\":0.25,\"throttled\":null}";
  private static final String END = "{\"event\":\"end\",\"load\":[2,1,1],\"seconds\":4.5}";

  @TempDir Path root;
  private Workspaces workspace;

  @BeforeEach
  void open() {
    workspace = new Workspaces(root);
    workspace.write("ledger/experiments/harness/inner.py", "x = 1\n");
    workspace.write("ledger/experiments/probe.py", Workspaces.header("20s") + "pass\n");
  }

  private static String events(String plan) {
    StringBuilder lines = new StringBuilder(PLAN.formatted(plan)).append('\n');
    lines.append(HOST).append('\n').append(METRIC).append('\n');
    for (int i = 0; i < 6; i++) {
      lines.append(SAMPLE.formatted(i)).append('\n');
    }
    return lines.append(LOAD).append('\n').append(END).append('\n').toString();
  }

  private EventImport.ReadResult read(String events) throws Exception {
    Path file = Files.write(root.resolve("e.jsonl"), events.getBytes(StandardCharsets.UTF_8));
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-20T10:00:04.500Z")));
    Verifier verifier = workspace.verifier();
    return new EventImport(verifier, verifier.environments().getFirst())
        .read(file, "e.jsonl", EventImportTest::task);
  }

  @Test
  void aFileLargerThanAnyRecordIsRefusedUnread() throws Exception {
    Path file = root.resolve("large.jsonl");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(EvidenceStore.LARGEST + 1);
    }
    Verifier verifier = workspace.verifier();
    assertThat(
            new EventImport(verifier, verifier.environments().getFirst())
                .read(file, "large.jsonl", EventImportTest::task)
                .problems())
        .extracting(problem -> problem.place() + ": " + problem.message())
        .containsExactly(
            "large.jsonl:1:1: the file is larger than any record of a run that is read");
  }

  private static Optional<TaskText> task(TaskId id) {
    return Workspaces.TASK.id().equals(id) ? Optional.of(Workspaces.TASK) : Optional.empty();
  }

  @Test
  void aWholeFileIsEvidenceOfItsHost() throws Exception {
    RunRecord record = read(events("")).record().orElseThrow();
    assertThat(record.inputs().hostKind()).isEqualTo("linux-x86_64-cuda");
    assertThat(record.imported().events()).hasSize(64);
    assertThat(record.started()).isEqualTo("2026-11-20T10:00:00Z");
    assertThat(record.durationMillis()).isEqualTo(4500);
    assertThat(record.load()).singleElement().satisfies(l -> assertThat(l.at()).isEqualTo(6));
    assertThat(record.load().getFirst().others()).isEqualTo(0.25);
    assertThat(record.load().getFirst().throttled()).isNull();
    assertThat(Judge.asOfRun(record).status()).isEqualTo(Status.VERIFIED);
    workspace.verifier().store().write(record);
    assertThat(workspace.verifier().store().all()).containsExactly(record);
    assertThat(workspace.verifier().verdicts().evidence(Workspaces.TASK).status())
        .isEqualTo(Status.VERIFIED);
  }

  @Test
  void itsOwnTimeAndQuicknessCount() throws Exception {
    String plan = ",\"quick\":true,\"started\":\"2026-11-01T00:00:00.25Z\"";
    RunRecord record = read(events(plan)).record().orElseThrow();
    assertThat(record.started()).isEqualTo("2026-11-01T00:00:00.250Z");
    assertThat(record.quick()).isTrue();
    assertThat(Judge.asOfRun(record).status()).isEqualTo(Status.INCONCLUSIVE);
  }

  @Test
  void whatWasMadeByOtherFilesIsRefused() throws Exception {
    String inputs = ",\"inputs\":{\"script\":\"%s\",\"imports\":{\"harness/inner.py\":\"%s\"}}";
    Verifier verifier = workspace.verifier();
    Experiment probe = verifier.experiments().experiments().getFirst();
    String script =
        verifier
            .inputs()
            .forecast(probe, verifier.environments().getFirst(), Workspaces.TASK)
            .script();
    String inner = Sha256.ofText("x = 1\n");
    assertThat(read(events(inputs.formatted(script, inner))).record()).isPresent();
    EventImport.ReadResult other = read(events(inputs.formatted("0", "0")));
    assertThat(other.record()).isEmpty();
    assertThat(other.problems().getFirst().render())
        .startsWith("e.jsonl:1:1: error: it was made with files that differ from those here: ")
        .contains("ledger/experiments/probe.py, harness/inner.py");
  }

  /**
   * The harness's digests of this project's own experiments are the tool's, but for lock files,
   * which the harness reports as well.
   */
  @Test
  void bothSidesComputeTheSameDigests() throws Exception {
    Path project = Path.of("").toAbsolutePath();
    Verifier verifier =
        new Verifier(
            Workspace.in(project),
            List.copyOf(Settings.DEFAULT.environments().values()),
            Clock.systemUTC());
    for (Experiment experiment : verifier.experiments().experiments()) {
      Inputs inputs =
          verifier
              .inputs()
              .forecast(experiment, verifier.environments().getFirst(), Workspaces.TASK);
      String code =
          "import sys, json; sys.path[0] = 'ledger/experiments'\n"
              + "from harness.inputs import inputs; from pathlib import Path\n"
              + "print(json.dumps(inputs(Path(sys.argv[1]), sys.argv[2])))";
      Process process =
          new ProcessBuilder(
                  Workspaces.python().toString(),
                  "-B",
                  "-c",
                  code,
                  experiment.script(),
                  experiment.task().value())
              .directory(project.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      JsonNode said = new JsonMapper().readTree(process.getInputStream().readAllBytes());
      assertThat(said.path("script").asString()).isEqualTo(inputs.script());
      Map<String, String> imports = new TreeMap<>();
      said.path("imports")
          .properties()
          .forEach(e -> imports.put(e.getKey(), e.getValue().asString()));
      imports.keySet().removeIf(path -> path.endsWith(".lock"));
      assertThat(imports).isEqualTo(inputs.imports()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"value\":33| \"value\":\"33\"| 7| value must be a finite number",
        "\"value\":33| \"value\":NaN| 7| it is not valid JSON",
        "\"id\":\"ratio\"| \"id\":\"other\"| 4| comes before its declaration",
        "\"MLX-002\"| \"MLX-003\"| 1| it reports for MLX-003, ledger/experiments/probe.py declares MLX-002",
        "\"probe\"| \"prob\"| 1| there is no experiment prob here",
        "\"schema\":1| \"schema\":2| 1| its schema is not 1",
        "\"event\":\"end\"| \"event\":\"check\"| 11| id must be text",
        "\"event\":\"plan\"| \"event\":\"progress\"| 1| step must be a whole number",
      })
  void oneWrongLineIsNamed(String from, String to, int line, String why) throws Exception {
    EventImport.ReadResult result = read(events("").replace(from, to));
    assertThat(result.record()).isEmpty();
    assertThat(result.problems().getFirst().render())
        .startsWith("e.jsonl:" + line + ":1: error: ")
        .contains(why)
        .endsWith("\n");
  }

  @Test
  void aFileThatIsCutOffIsRefused() throws Exception {
    String whole = events("");
    assertThat(read(whole.substring(0, whole.indexOf(END))).problems().getFirst().message())
        .contains("the run did not reach its end, or the file is cut off");
    assertThat(read("").problems().getFirst().message()).contains("no plan event");
    assertThat(read(PLAN.formatted("") + "\n" + END).problems().getFirst().message())
        .contains("no environment event");
    assertThat(read("\u0000\u0001").problems()).isNotEmpty();
  }
}
