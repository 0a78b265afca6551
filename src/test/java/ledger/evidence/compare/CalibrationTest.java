package ledger.evidence.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ledger.document.TaskId;
import ledger.evidence.RecordSchema;
import ledger.evidence.Records;
import ledger.evidence.claim.Metric;
import ledger.evidence.record.HostKind;
import ledger.evidence.record.RunRecord;
import ledger.evidence.store.EvidenceStore;
import ledger.io.GuardedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A host's noise is evidence: kept beside the runs that it follows from, and held to them. */
class CalibrationTest {
  private static final TaskId TASK = new TaskId("MLX-002");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  private static Records records(String environment, int hour, double middle) {
    double[] values = new double[12];
    for (int i = 0; i < values.length; i++) {
      values[i] = middle * (1 + 0.001 * i);
    }
    Records records =
        Records.completed()
            .sampled("t", Map.of("n", "64"), "lazy", values)
            .sampled("b", 4096)
            .check("L1", true);
    records.metrics =
        List.of(
            new Metric("t", "Time", "ms", "lower", false),
            new Metric("b", "Bytes", "By", "lower", true));
    records.environment = environment;
    records.started = Instant.parse("2026-11-23T00:00:00Z").plusSeconds(3600L * hour);
    return records;
  }

  private static RunRecord run(String environment, int hour, double middle) {
    return records(environment, hour, middle).record();
  }

  private static List<RunRecord> calm() {
    return List.of(run("pinned", 3, 10), run("pinned", 2, 10.2), run("pinned", 1, 10.1));
  }

  private static ComparedSeries time(
      List<RunRecord> first, List<RunRecord> second, List<Calibration> calibrations) {
    return Comparison.of(first, second, calibrations).stream()
        .filter(row -> row.metric().id().equals("t"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void twoRunsMeasureNoNoiseAndThreeDo() {
    assertThat(Calibration.of(calm().subList(0, 2))).isEmpty();
    Calibration three = Calibration.of(calm()).orElseThrow();
    assertThat(three.series()).hasSize(1);
    assertThat(three.series().getFirst().name()).isEqualTo("t n=64 lazy");
    double deviation = three.series().getFirst().deviation();
    assertThat(deviation).isCloseTo(Math.log(10.2 / 10) / 2, within(1e-4));
    double t = 4.302653; // of the t distribution with two degrees of freedom, at 97.5 %
    assertThat(three.band(three.series().getFirst()))
        .isCloseTo(Math.expm1(t * deviation * Math.sqrt(2)), within(1e-6));
    assertThat(three.runs())
        .containsExactlyElementsOf(calm().stream().map(RunRecord::run).toList());
  }

  @Test
  void aCalibrationIsTheNoiseOfRunsAndOfEnvironmentsOnItsHost() {
    List<Calibration> calibrated = List.of(Calibration.of(calm()).orElseThrow());
    List<RunRecord> one = List.of(run("pinned", 7, 10));
    List<RunRecord> slower = List.of(run("pinned", 9, 10.8));
    assertThat(time(one, slower, List.of()).answer()).isEqualTo(Difference.SAME);
    ComparedSeries told = time(one, slower, calibrated);
    assertThat(told.freedom()).isEqualTo(2);
    assertThat(told.noise()).isCloseTo(calibrated.getFirst().band(TIME), within(1e-9));
    assertThat(time(one, List.of(run("pinned", 9, 11.8)), calibrated).answer())
        .isEqualTo(Difference.WORSE);
    assertThat(time(one, List.of(run("latest", 9, 10.8)), calibrated).freedom()).isEqualTo(2);

    Records elsewhere = records("pinned", 9, 10.8);
    elsewhere.inputs = HostKind.with(elsewhere.inputs, "linux-x86_64-cuda");
    List<RunRecord> there = List.of(elsewhere.record());
    assertThat(time(there, there, calibrated).freedom()).isZero();
    assertThat(time(one, there, calibrated).freedom()).as("one host alone").isZero();
  }

  @Test
  void bothSidesEnvironmentsCount() {
    List<RunRecord> noisy =
        List.of(run("latest", 6, 10), run("latest", 5, 13), run("latest", 4, 11));
    Calibration calm = Calibration.of(calm()).orElseThrow();
    List<Calibration> both = List.of(Calibration.of(noisy).orElseThrow(), calm);
    List<RunRecord> pinned = List.of(run("pinned", 7, 10));
    ComparedSeries own = time(pinned, List.of(run("pinned", 9, 10.8)), both);
    assertThat(own.noise()).isCloseTo(calm.band(TIME), within(1e-9));
    ComparedSeries mixed = time(pinned, List.of(run("latest", 9, 10.8)), both);
    assertThat(mixed.freedom()).isEqualTo(4);
    assertThat(mixed.noise()).isGreaterThan(calm.band(TIME));
  }

  @Test
  void itsOwnRunsDoNotCountTwice() {
    List<Calibration> calibrated = List.of(Calibration.of(calm()).orElseThrow());
    List<RunRecord> other = List.of(run("latest", 9, 10.1), run("latest", 8, 10.2));
    assertThat(time(calm(), other, List.of()).freedom()).isEqualTo(3);
    assertThat(time(calm(), other, calibrated).freedom()).isEqualTo(3);
  }

  private static final Calibration.SeriesNoise TIME =
      Calibration.of(calm()).orElseThrow().series().getFirst();

  private Path kept(EvidenceStore store) throws IOException {
    calm().forEach(store::write);
    return store.calibrate(TASK, Calibration.of(store.runs(TASK)).orElseThrow());
  }

  @Test
  void itIsKeptOnceAndKeepsThePublishedSchema() throws IOException {
    EvidenceStore store = new EvidenceStore(GuardedFiles.of(folder), folder);
    Path file = kept(store);
    assertThat(file.getParent()).hasFileName("calibrations");
    assertThat(store.calibrate(TASK, store.calibrations(TASK).getFirst())).isEqualTo(file);
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).hasSize(1);
    }
    assertThat(store.calibrations(TASK)).containsExactly(Calibration.of(calm()).orElseThrow());
    assertThat(store.audit()).isEmpty();
    String json = Files.readString(file);
    assertThat(RecordSchema.calibrationProblems(json)).isEmpty();
    assertThat(RecordSchema.calibrationProblems(json.replace("\"deviation\"", "\"devotion\"")))
        .isNotEmpty();
  }

  @Test
  void anyFieldThatIsEditedIsNamed() throws IOException {
    EvidenceStore store = new EvidenceStore(GuardedFiles.of(folder), folder);
    Path file = kept(store);
    String whole = Files.readString(file);
    ObjectNode tree = (ObjectNode) JSON.readTree(whole);
    List<String> fields = new ArrayList<>(tree.propertyNames());
    assertThat(fields).hasSize(9);
    for (String field : fields) {
      JsonNode old = tree.get(field);
      JsonNode other =
          switch (field) {
            case "schema", "cores" -> JSON.valueToTree(99);
            case "runs" -> JSON.valueToTree(List.of("20261123T030000Z-00000000", "a", "b"));
            case "series" -> JSON.createArrayNode();
            default -> JSON.valueToTree("tampered");
          };
      Files.writeString(file, JSON.writeValueAsString(tree.deepCopy().set(field, other)));
      assertThat(store.audit()).as(field).hasSize(1);
      assertThat(store.audit().getFirst().place().path()).isEqualTo(file.toString());
      assertThat(store.audit().getFirst().message()).as(field).contains("its ", field);
      tree.set(field, old);
    }
    Files.writeString(file, whole.replaceFirst("\"deviation\" : 0", "\"deviation\" : 1"));
    assertThat(store.audit().getFirst().message()).contains("its field series");
    Files.writeString(file, whole + "\n");
    assertThat(store.audit().getFirst().message()).contains("changed after it was written");
    Files.writeString(file, whole);
    Files.createDirectory(file.resolveSibling("sub"));
    Files.writeString(file.resolveSibling("notes.txt"), "x");
    assertThat(store.audit())
        .extracting(problem -> Path.of(problem.place().path()).getFileName().toString())
        .containsExactly("notes.txt", "sub");
    Files.delete(file.resolveSibling("notes.txt"));
    Files.delete(file.resolveSibling("sub"));
    Files.delete(store.path(TASK, calm().getLast().run()));
    assertThat(store.audit().getFirst().message()).contains("its field runs does not name");
  }
}
