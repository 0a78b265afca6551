package ledger.evidence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ledger.document.TaskId;
import ledger.evidence.Records;
import ledger.evidence.claim.Bound;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.Condition;
import ledger.evidence.record.RunRecord;
import ledger.io.GuardedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceStoreTest {
  private static final TaskId TASK = new TaskId("MLX-002");

  @TempDir Path folder;

  private static Records rich() {
    Claim where =
        new Claim(
            "b",
            "Text with \"quotes\" and – dashes",
            "bytes",
            new Bound.Between(-0.5, 1e300),
            true,
            new TreeMap<>(Map.of("n", "768")),
            "lazy",
            new Condition(List.of("cpu"), List.of("openblas"), Map.of("mlx", ">=0.29")));
    return Records.completed()
        .with(Records.claim("a", "ratio", new Bound.AtLeast(20)))
        .with(where)
        .with(Records.claim("c", "ratio", new Bound.AtMost(0.05)))
        .with(Records.claim("d", "ratio", new Bound.EqualTo(3)))
        .finding("a", new Condition(List.of(), List.of(), Map.of("mlx", "<0.30")))
        .warmup("ratio", 12)
        .sampled("ratio", 1.5, 2)
        .sampled("bytes", Map.of("n", "768"), "lazy", 67108864)
        .sampled("ratio", -0.0, 1e-300, 0.1 + 0.2)
        .sampled("bytes", Map.of("n", "768"), "lazy", 9007199254740993.0)
        .check("L1", true)
        .notApplicable("gpu");
  }

  @Test
  void whatIsWrittenComesBack() {
    EvidenceStore store = new EvidenceStore(GuardedFiles.of(folder), folder);
    RunRecord record = rich().record();
    Path file = store.write(record);
    assertThat(file).isEqualTo(folder.resolve("MLX-002").resolve(record.run() + ".json"));
    assertThat(record.run()).matches("20261123T231500Z-[0-9a-f]{8}");
    assertThat(store.runs(TASK)).containsExactly(record);
    assertThat(store.all()).containsExactly(record);
    assertThat(folder.resolve("MLX-002")).isDirectoryContaining("glob:**.json");
    assertThat(folder.resolve("MLX-002")).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void theFormatIsReadableAndTheSameEverywhere() throws IOException {
    String text =
        Files.readString(new EvidenceStore(GuardedFiles.of(folder), folder).write(rich().record()));
    assertThat(text)
        .contains("\"values\": [ 1.5, 2, -0.0, 1.0E-300, 0.30000000000000004 ],")
        .contains("\"at\": [ 1, 2, 4, 5, 6 ]")
        .contains("\"at\": 0")
        .contains("\"started\": \"2026-11-23T23:15:00Z\"")
        .contains("\"task\": \"MLX-002\"")
        .contains("\"is\": \"at-least\"")
        .startsWith("{\n  \"schema\": 3,\n  \"run\": ")
        .endsWith("}\n")
        .doesNotContain("\r");
    assertThat(rich().record()).isEqualTo(rich().record());
  }

  @Test
  void newestFirst() {
    EvidenceStore store = new EvidenceStore(GuardedFiles.of(folder), folder);
    for (String start :
        List.of("2026-11-23T10:00:00Z", "2026-11-23T12:00:00Z", "2026-11-23T11:00:00Z")) {
      Records records = Records.completed();
      records.started = Instant.parse(start);
      store.write(records.record());
    }
    assertThat(store.runs(TASK))
        .extracting(run -> run.started().toString())
        .containsExactly("2026-11-23T12:00:00Z", "2026-11-23T11:00:00Z", "2026-11-23T10:00:00Z");
  }

  @Test
  void nothingIsEverOverwritten() throws IOException {
    EvidenceStore store = new EvidenceStore(GuardedFiles.of(folder), folder);
    RunRecord record = rich().record();
    Path file = store.write(record);
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> store.write(record)).isInstanceOf(UncheckedIOException.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(Files.list(file.getParent())).containsExactly(file);
  }

  @Test
  void anEditedNumberIsFound() throws IOException {
    EvidenceStore store = new EvidenceStore(GuardedFiles.of(folder), folder);
    Path file = store.write(rich().record());
    Files.writeString(file, Files.readString(file).replace("1.5", "99.5"));
    assertThatThrownBy(() -> store.runs(TASK))
        .isInstanceOf(DamagedRecord.class)
        .hasMessageContaining(file.getFileName().toString())
        .hasMessageContaining("changed after it was written");
  }

  @Test
  void otherLineEndsAreNoEdit() throws IOException {
    EvidenceStore store = new EvidenceStore(GuardedFiles.of(folder), folder);
    RunRecord record = rich().record();
    Path file = store.write(record);
    Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
    assertThat(store.runs(TASK)).containsExactly(record);
  }

  @Test
  void everyDamageNamesTheFile() throws IOException {
    EvidenceStore store = new EvidenceStore(GuardedFiles.of(folder), folder);
    Path file = store.write(rich().record());
    String whole = Files.readString(file);
    List<String> damages =
        List.of(
            "",
            "{",
            "null",
            "[]",
            "{}",
            whole.substring(0, whole.length() / 2),
            whole.replace("\"schema\": 3", "\"schema\": 4"),
            whole.replace("\"schema\": 3", "\"schema\": \"3\", \"x\": 2"),
            whole.replace("\"host\": {", "\"other\": {"),
            whole.replace("[ 1, 2, 4, 5, 6 ]", "[ 1, 2, 4, 5, 5 ]"),
            whole.replace("[ 1, 2, 4, 5, 6 ]", "[1, 2, 4, 5]"),
            whole.replace("[ 1.5, 2,", "[1.5, NaN,"),
            whole.replace("[ 1.5, 2,", "[1.5, 1e999,"),
            whole.replace("[ 1.5, 2,", "[1.5, \"2\","),
            whole.replace("\"samples\": [", "\"samples\": 3, \"x\": ["),
            whole.replace("\"task\": \"MLX-002\"", "\"task\": \"MLX-003\""),
            whole.replace("\"task\": \"MLX-002\"", "\"task\": \"nonsense\""),
            whole + "{}",
            whole.replace("\"run\": \"2026", "\"run\": \"2025"));
    for (String damage : damages) {
      assertThat(damage).isNotEqualTo(whole);
      Files.writeString(file, damage);
      assertThatThrownBy(() -> store.runs(TASK))
          .as(damage.length() > 40 ? damage.substring(0, 40) : damage)
          .isInstanceOf(DamagedRecord.class)
          .hasMessageContaining(file.toString());
    }
    Files.write(file, new byte[] {'{', (byte) 0xFF});
    assertThatThrownBy(() -> store.all())
        .isInstanceOf(DamagedRecord.class)
        .hasMessageContaining(file + ":1:2");
  }

  @Test
  void aWrongIdIsRefused() {
    RunRecord record = RecordJson.withRun(rich().record(), "20261123T231500Z-00000000");
    assertThatThrownBy(() -> new EvidenceStore(GuardedFiles.of(folder), folder).write(record))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMissingFolderHasNoRuns() {
    EvidenceStore store = new EvidenceStore(GuardedFiles.of(folder), folder.resolve("none"));
    assertThat(store.all()).isEmpty();
    assertThat(store.runs(TASK)).isEmpty();
  }
}
