package ledger.evidence.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ledger.document.TaskId;
import ledger.evidence.Records;
import ledger.evidence.judge.DonePolicy;
import ledger.evidence.judge.TaskJudge;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.EvidenceSource;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a record begins with is what the whole of it says. */
class RunHeadTest {
  private static final Path RESULTS = Path.of("ledger/results");
  private static final TaskId TASK = new TaskId("MLX-002");

  @TempDir Path folder;

  @Test
  void headsAreThoseOfTheRecords() throws IOException {
    EvidenceStore store = new EvidenceStore(RESULTS);
    List<TaskId> tasks;
    try (Stream<Path> folders = Files.list(RESULTS)) {
      tasks = folders.flatMap(f -> TaskId.parse(f.getFileName().toString()).stream()).toList();
    }
    assertThat(tasks).hasSizeGreaterThan(5);
    for (TaskId task : tasks) {
      assertThat(store.heads(task))
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(store.runs(task).stream().map(RunHead::of).toList());
    }
  }

  @Test
  void theSourceInMemoryHasTheSameHeads() {
    RunRecord record = Records.completed().record();
    TaskEvidence evidence =
        TaskJudge.judge(
            TASK, List.of(), List.of(record), List.of(), DonePolicy.of("pinned"), Optional.empty());
    EvidenceSource source = EvidenceSource.of(java.util.Map.of(TASK, evidence));
    assertThat(source.heads(TASK)).containsExactly(RunHead.of(record));
    assertThat(source.heads(new TaskId("MLX-009"))).isEmpty();
    assertThat(source.of(new TaskId("MLX-009")).status()).isEqualTo(Status.NONE);
  }

  /** What comes behind a head is not looked at, and found damaged when the record is read. */
  @Test
  void whatStandsBehindAHeadIsNotRead() throws IOException {
    EvidenceStore store = new EvidenceStore(folder);
    RunRecord record = Records.completed().record();
    Path file = store.write(record);
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.indexOf("\"exit\"")));
    assertThat(store.heads(TASK)).containsExactly(RunHead.of(record));
    assertThatThrownBy(() -> store.runs(TASK)).isInstanceOf(DamagedRecord.class);
  }

  /** Whoever believes a record's digest reads it as strictly as whoever does not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"metric\": \"ratio\", ",
        "\"parameters\": { }, ",
        "\"arm\": null, ",
        "\"warmup\": false, ",
        ", \"at\": 0",
        "1.5"
      })
  void aSeriesThatMissesAPartIsNone(String part) {
    String text = RecordJson.encode(Records.completed().sampled("ratio", 1.5).record());
    String packed = text.substring(text.indexOf("\"samples\""), text.indexOf("\"load\""));
    String oneLine = packed.replaceAll("\\s*\\n\\s*", " ");
    String valid = text.replace(packed, oneLine + "\n  ");
    assertThat(RecordJson.believed(valid.getBytes(UTF_8))).isPresent();
    assertThat(oneLine).contains(part);
    String invalid = text.replace(packed, oneLine.replace(part, ""));
    assertThat(RecordJson.believed(invalid.getBytes(UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"run", "experiment", "environment", "quick", "backend", "hostKind", "started"})
  void aHeadThatMissesAFieldIsADamagedRecord(String field) throws IOException {
    EvidenceStore store = new EvidenceStore(folder);
    Path file = store.write(Records.completed().record());
    Files.writeString(file, Files.readString(file).replace("\"" + field + "\":", "\"other\":"));
    assertThatThrownBy(() -> store.heads(TASK)).isInstanceOf(DamagedRecord.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{", "{\"run\": ", "no JSON", "{\"started\": \"soon\"}", "\uFEFF{}"})
  void whatIsNoRecordIsADamagedOne(String text) throws IOException {
    Path file = folder.resolve("MLX-002/20261123T231500Z-00000000.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThatThrownBy(() -> new EvidenceStore(folder).heads(TASK))
        .isInstanceOf(DamagedRecord.class);
  }
}
