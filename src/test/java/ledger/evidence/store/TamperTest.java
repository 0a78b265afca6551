package ledger.evidence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ledger.document.TaskId;
import ledger.evidence.RecordSchema;
import ledger.evidence.Records;
import ledger.evidence.claim.Bound;
import ledger.evidence.claim.Condition;
import ledger.evidence.record.Imported;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.LoadReading;
import ledger.evidence.record.RunRecord;
import ledger.io.GuardedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is changed in a record, or put beside one, is found. */
class TamperTest {
  private static final TaskId TASK = new TaskId("MLX-002");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  private static RunRecord rich() {
    String hex = "0123456789abcdef".repeat(4);
    Records records =
        Records.completed()
            .with(Records.claim("a", "ratio", new Bound.AtLeast(20)))
            .with(Records.exact("b", "bytes", new Bound.Between(1, 2)))
            .finding("a", new Condition(List.of("cpu"), List.of(), Map.of("mlx", "<0.30")))
            .sampled("ratio", Map.of("n", "768"), "lazy", 21.5, 22, 1e-300, -0.0)
            .warmup("ratio", 99)
            .sampled("bytes", 1, 1, 1)
            .check("L1", true)
            .notApplicable("L9");
    records.inputs =
        new Inputs(hex, new TreeMap<>(Map.of("a.py", hex)), hex, hex, hex, "linux-x86_64-cpu");
    records.imported = new Imported(hex);
    records.load.add(new LoadReading(2, 1.5, 0.25, null));
    return records.record();
  }

  /** A change of the tree. */
  private record Edit(String what, Runnable change, Runnable back) {}

  @Test
  void anyOneFieldThatIsChangedIsFound() throws IOException {
    EvidenceStore store = new EvidenceStore(GuardedFiles.of(folder), folder);
    Path file = store.write(rich());
    String whole = Files.readString(file);
    ObjectNode tree = (ObjectNode) JSON.readTree(whole);
    List<Edit> edits = new ArrayList<>();
    for (String field : List.copyOf(tree.propertyNames())) {
      edits(tree, field, field, edits);
    }
    assertThat(RecordJson.WRITER.writeValueAsString(tree) + "\n").isEqualTo(whole);
    assertThat(edits).hasSizeGreaterThan(100);
    for (Edit edit : edits) {
      edit.change.run();
      Files.writeString(file, RecordJson.WRITER.writeValueAsString(tree) + "\n");
      edit.back.run();
      assertThatThrownBy(() -> store.runs(TASK))
          .as(edit.what)
          .isInstanceOf(DamagedRecord.class)
          .hasMessageContaining(file.toString());
      assertThat(store.audit()).as(edit.what).hasSize(1);
    }
    Files.writeString(file, whole);
    assertThat(store.audit()).isEmpty();
  }

  private static void edits(ObjectNode parent, String name, String path, List<Edit> edits) {
    JsonNode old = parent.get(name);
    for (JsonNode other :
        List.of(JSON.valueToTree("tampered"), JSON.valueToTree(424242), JSON.nullNode())) {
      if (!other.equals(old)) {
        edits.add(
            new Edit(
                path + " = " + other, () -> parent.set(name, other), () -> parent.set(name, old)));
      }
    }
    if (old instanceof ObjectNode object) {
      for (String child : List.copyOf(object.propertyNames())) {
        edits(object, child, path + "." + child, edits);
      }
    } else if (old instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int at = i;
        JsonNode item = array.get(i);
        edits.add(
            new Edit(
                path + "[" + i + "] gone", () -> array.remove(at), () -> array.insert(at, item)));
        if (item instanceof ObjectNode object) {
          for (String child : List.copyOf(object.propertyNames())) {
            edits(object, child, path + "[" + i + "]." + child, edits);
          }
        } else if (item.isNumber()) {
          edits.add(
              new Edit(
                  path + "[" + i + "] + 1",
                  () -> array.set(at, JSON.valueToTree(item.doubleValue() + 1)),
                  () -> array.set(at, item)));
        }
      }
    }
  }

  @Test
  void strangersAreNamed() throws IOException {
    EvidenceStore store = new EvidenceStore(GuardedFiles.of(folder), folder);
    RunRecord record = rich();
    Path file = store.write(record);
    Records other = Records.completed();
    other.started = Instant.parse("2026-11-24T00:00:00Z");
    store.write(other.record());
    assertThat(store.audit()).isEmpty();
    Files.copy(file, file.resolveSibling("20261123T231500Z-00000000.json"));
    Files.createDirectories(folder.resolve("MLX-003"));
    Files.copy(file, folder.resolve("MLX-003").resolve(file.getFileName()));
    Files.writeString(folder.resolve("MLX-002/notes.txt"), "x");
    Files.writeString(folder.resolve("MLX-002/.x.tmp"), "x");
    Files.createDirectory(folder.resolve("MLX-002/sub"));
    Files.writeString(folder.resolve("summary.json"), "{}");
    Files.writeString(folder.resolve(".gitkeep"), "");
    assertThat(store.audit())
        .extracting(problem -> folder.relativize(Path.of(problem.place().path())).toString())
        .containsExactly(
            "MLX-002/.x.tmp",
            "MLX-002/20261123T231500Z-00000000.json",
            "MLX-002/notes.txt",
            "MLX-002/sub",
            "MLX-003/" + file.getFileName(),
            "summary.json");
  }

  @Test
  void recordsKeepThePublishedSchema() throws IOException {
    String json = RecordJson.encode(rich());
    assertThat(RecordSchema.problems(json)).isEmpty();
    assertThat(RecordSchema.problems(json.replace("\"quick\": false", "\"quick\": \"no\"")))
        .hasSize(1);
    assertThat(RecordSchema.problems(json.replace("\"title\":", "\"titel\":"))).isNotEmpty();
    assertThat(RecordSchema.problems(json.replace("\"COMPLETED\"", "\"SO\""))).hasSize(1);
  }
}
