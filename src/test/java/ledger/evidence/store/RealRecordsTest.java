package ledger.evidence.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import ledger.evidence.RecordSchema;
import ledger.evidence.record.RunRecord;
import ledger.io.GuardedFiles;
import ledger.text.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The project's own records: whole as they stand, and no field of any kind can be changed unseen.
 */
class RealRecordsTest {
  private static final Path RESULTS = Path.of("ledger/results");
  private static final int TIMES = 3;
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(RESULTS, 2)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void everyRecordKeepsTheSchemaAndIsWrittenAsItStands() throws IOException {
    assertThat(new EvidenceStore(GuardedFiles.of(RESULTS), RESULTS).audit()).isEmpty();
    for (Path file : files()) {
      String text = Files.readString(file);
      assertThat(RecordSchema.problems(text)).as(file.toString()).isEmpty();
      RunRecord record = RecordJson.decode(text);
      // Those with schema 1 have a seal at their end, which is no longer written.
      String plain = text.replaceFirst(",\n  \"seal\": \\{[^}]*}\n", "\n");
      assertThat(RecordJson.encode(record)).as(file.toString()).isEqualTo(plain);
    }
  }

  /** A place in a record: {@code samples[].values[]} stands for each value of each series. */
  private record Place(String path, ObjectNode root, Consumer<JsonNode> set, JsonNode old) {}

  @Test
  void aChangeOfAnyFieldIsFound() throws IOException {
    Map<String, Integer> seen = new TreeMap<>();
    for (Path file : files()) {
      ObjectNode root = (ObjectNode) JSON.readTree(Files.readString(file));
      Path copy = folder.resolve(RESULTS.relativize(file));
      Files.createDirectories(copy.getParent());
      SequencedMap<String, Place> places = new LinkedHashMap<>();
      collect(root, root, "", places);
      for (Place place : places.values()) {
        if (seen.merge(place.path, 1, Integer::sum) <= TIMES) {
          for (JsonNode other : others(place.old)) {
            place.set.accept(other);
            Files.writeString(copy, RecordJson.WRITER.writeValueAsString(place.root) + "\n");
            isFound(copy, place.path);
          }
          place.set.accept(place.old);
        }
      }
      root.put("extra", 1);
      Files.writeString(copy, RecordJson.WRITER.writeValueAsString(root) + "\n");
      isFound(copy, "extra");
      Files.delete(copy);
    }
    assertThat(seen.keySet())
        .hasSizeGreaterThan(80)
        .contains("samples[].values[]", "host.cpu", "inputs.script", "log.text", "seal.samples");
  }

  private void isFound(Path file, String path) {
    List<Problem> problems = new EvidenceStore(GuardedFiles.of(folder), folder).audit();
    assertThat(problems).as(path).hasSize(1);
    assertThat(problems.getFirst().place().path()).isEqualTo(file.toString());
  }

  /** The first place of each path: others of it are in other records. */
  private static void collect(
      ObjectNode root, JsonNode node, String path, Map<String, Place> places) {
    if (node instanceof ObjectNode object) {
      for (String name : List.copyOf(object.propertyNames())) {
        String own = path.isEmpty() ? name : path + "." + name;
        JsonNode child = object.get(name);
        places.putIfAbsent(own, new Place(own, root, value -> object.set(name, value), child));
        collect(root, child, own, places);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int at = i;
        String own = path + "[]";
        JsonNode child = array.get(i);
        places.putIfAbsent(own, new Place(own, root, value -> array.set(at, value), child));
        collect(root, child, own, places);
      }
    }
  }

  /** What else could stand there: another of its kind, and another kind. */
  private static List<JsonNode> others(JsonNode old) {
    List<JsonNode> others = new ArrayList<>();
    if (old.isNumber()) {
      others.add(JSON.valueToTree(old.doubleValue() + 1));
    } else if (old.isString()) {
      others.add(JSON.valueToTree(old.stringValue() + "x"));
    } else if (old.isBoolean()) {
      others.add(JSON.valueToTree(!old.booleanValue()));
    } else if (old instanceof ArrayNode array && !array.isEmpty()) {
      ArrayNode shorter = array.deepCopy();
      shorter.remove(array.size() - 1);
      others.add(shorter);
    } else if (old instanceof ObjectNode object) {
      others.add(object.deepCopy().put("more", 1));
    }
    others.add(old.isNull() ? JSON.valueToTree("x") : JSON.nullNode());
    return others;
  }
}
