package ledger.evidence.store;

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
import ledger.evidence.record.Exit;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.EvidenceSource;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.io.GuardedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

/** What a record begins with is what the whole of it says. */
class RunHeadTest {
  private static final Path RESULTS = Path.of("ledger/results");
  private static final TaskId TASK = new TaskId("MLX-002");

  @TempDir Path folder;

  @Test
  void headsAreThoseOfTheRecords() throws IOException {
    EvidenceStore store = new EvidenceStore(GuardedFiles.of(RESULTS), RESULTS);
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
            TASK,
            List.of(),
            List.of(),
            List.of(record),
            List.of(),
            DonePolicy.of("pinned"),
            Optional.empty());
    EvidenceSource source = EvidenceSource.of(java.util.Map.of(TASK, evidence));
    assertThat(source.heads(TASK)).containsExactly(RunHead.of(record));
    assertThat(source.heads(new TaskId("MLX-009"))).isEmpty();
    assertThat(source.of(new TaskId("MLX-009")).status()).isEqualTo(Status.NONE);
  }

  /** A try that broke is published until a newer run on the same kind of host reaches its end. */
  @Test
  void aBrokenTryIsNotPublishedAfterAWholeRun() {
    Records broken = Records.completed();
    broken.exit = new Exit(Exit.Kind.FAILED, 1, "exited with status 1");
    broken.host = Records.host("unknown", "unknown", null);
    Records whole = Records.completed();
    whole.started = broken.started.plusSeconds(60);
    Records quick = Records.completed();
    quick.started = whole.started;
    quick.quick = true;
    Records elsewhere = Records.completed();
    elsewhere.started = whole.started;
    elsewhere.environment = "latest";
    Records before = Records.completed();
    before.started = broken.started.minusSeconds(60);
    assertThat(published(broken, whole)).containsExactly(whole.record());
    assertThat(published(whole, broken)).containsExactly(whole.record());
    for (Records other : List.of(quick, elsewhere, before)) {
      assertThat(published(other, broken)).containsExactly(other.record(), broken.record());
    }
    assertThat(published(whole, before)).hasSize(2);
  }

  private static List<RunRecord> published(Records... runs) {
    return RunHead.published(Stream.of(runs).map(Records::record).toList(), RunHead::of);
  }

  /** What comes behind a head is not looked at, and found damaged when the record is read. */
  @Test
  void whatStandsBehindAHeadIsNotRead() throws IOException {
    EvidenceStore store = new EvidenceStore(GuardedFiles.of(folder), folder);
    RunRecord record = Records.completed().record();
    Path file = store.write(record);
    String text = Files.readString(file);
    Files.writeString(
        file, text.substring(0, text.indexOf("\"claims\"", text.indexOf("\"exit\""))));
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
    assertThat(RecordJson.decode(valid).run()).isNotEmpty();
    assertThat(oneLine).contains(part);
    String invalid = text.replace(packed, oneLine.replace(part, ""));
    assertThatThrownBy(() -> RecordJson.decode(invalid))
        .isInstanceOfAny(JacksonException.class, IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "experiment",
        "environment",
        "quick",
        "backend",
        "hostKind",
        "started",
        "kind"
      })
  void aHeadThatMissesAFieldIsADamagedRecord(String field) throws IOException {
    EvidenceStore store = new EvidenceStore(GuardedFiles.of(folder), folder);
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
    assertThatThrownBy(() -> new EvidenceStore(GuardedFiles.of(folder), folder).heads(TASK))
        .isInstanceOf(DamagedRecord.class);
  }
}
