package ledger.evidence.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import ledger.document.TaskId;
import ledger.evidence.Records;
import ledger.evidence.record.Acceptance;
import ledger.evidence.record.RunRecord;
import ledger.io.GuardedFiles;
import ledger.text.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is not as it was written though its values may be: named too. */
class TamperedFormTest {
  private static final TaskId TASK = new TaskId("MLX-002");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  private EvidenceStore store;
  private Path file;
  private String text;

  @BeforeEach
  void write() throws IOException {
    store = new EvidenceStore(GuardedFiles.of(folder), folder.resolve("results"));
    RunRecord record =
        Records.completed().sampled("ratio", Map.of(), "lazy", 21, 22).check("L1", true).record();
    file = store.write(record);
    text = Files.readString(file);
    assertThat(store.audit()).isEmpty();
  }

  private void named(String message) {
    List<Problem> problems = store.audit();
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().place().path()).isEqualTo(file.toString());
    assertThat(problems.getFirst().message()).contains(message);
  }

  private interface Edit {
    String of(String text);
  }

  private static Arguments edit(String what, String message, Edit edit) {
    return Arguments.of(what, message, edit);
  }

  private static final String FORM = "it was changed after it was written";

  static List<Arguments> edits() {
    return List.of(
        edit("a space", FORM, t -> t.replaceFirst("\"quick\":", "\"quick\" :")),
        edit("a line break", FORM, t -> t.replaceFirst("\"quick\":", "\n\"quick\":")),
        edit("no last line break", FORM, String::stripTrailing),
        edit("a line break more", FORM, t -> t + "\n"),
        edit(
            "a number in another form",
            FORM,
            t -> t.replaceFirst("\"schema\": 3,", "\"schema\": 3.0,")),
        edit("an escape", FORM, t -> t.replaceFirst("\"MLX-002\"", "\"MLX\\\\u002d002\"")),
        edit("one line", FORM, t -> JSON.writeValueAsString(JSON.readTree(t))),
        edit("another order of fields", FORM, TamperedFormTest::reordered),
        edit(
            "a field twice",
            "Duplicate",
            t -> t.replaceFirst("\"quick\"", "\"run\": \"\",\n  \"quick\"")),
        edit("a comment", "", t -> "// so\n" + t),
        edit("half of it", "", t -> t.substring(0, t.length() / 2)),
        edit("nothing", "", t -> ""),
        edit("another record behind it", "", t -> t + t),
        edit("a seal", FORM, t -> t.replaceFirst("\n}", ",\n  \"seal\": {}\n}")));
  }

  private static String reordered(String text) {
    ObjectNode tree = (ObjectNode) JSON.readTree(text);
    tree.set("quick", tree.remove("quick"));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  void anEdit(String what, String message, Edit edit) throws IOException {
    String edited = edit.of(text);
    assertThat(edited).isNotEqualTo(text);
    Files.writeString(file, edited);
    named(message);
  }

  /** Version control may turn them. */
  @Test
  void otherLineEndsAreNoEdit() throws IOException {
    Files.writeString(file, text.replace("\n", "\r\n"));
    assertThat(store.audit()).isEmpty();
  }

  @Test
  void bytesThatAreNoTextAndAMarkBeforeIt() throws IOException {
    Files.write(file, text.replace("L1", "L\u00ff").getBytes(StandardCharsets.ISO_8859_1));
    named("UTF-8");
    Files.writeString(file, "\uFEFF" + text);
    named("");
  }

  @Test
  void aLinkIsNoEvidence() throws IOException {
    Path elsewhere = Files.move(file, folder.resolve("elsewhere.json"));
    Files.createSymbolicLink(file, elsewhere);
    named("only run records belong here");
    Files.delete(elsewhere);
    named("only run records belong here");
    Files.delete(file);
    Files.createDirectory(file);
    named("only run records belong here");
    Files.delete(file);
    file = Files.createSymbolicLink(store.path(new TaskId("MLX-003"), "x").getParent(), folder);
    named("only folders named after tasks belong here");
  }

  @Test
  void anyFieldOfAnAcceptanceThatIsEdited() throws IOException {
    String run = file.getFileName().toString().replace(".json", "");
    String digest = "0123456789abcdef".repeat(4);
    file =
        store.accept(
            TASK, new Acceptance(1, run, digest, digest, "a slip", LocalDate.of(2026, 11, 23)));
    assertThat(store.audit()).isEmpty();
    String whole = Files.readString(file);
    ObjectNode tree = (ObjectNode) JSON.readTree(whole);
    assertThat(tree.propertyNames()).hasSize(6);
    for (String field : tree.propertyNames()) {
      for (Object other : List.of(99, "2026-11-24", "x")) {
        ObjectNode edited = tree.deepCopy();
        edited.set(field, JSON.valueToTree(other));
        Files.writeString(file, JSON.writeValueAsString(edited));
        named("this accepted edit cannot be used: ");
      }
      Files.writeString(file, JSON.writeValueAsString(tree.deepCopy().without(field)));
      named("this accepted edit cannot be used: ");
    }
    Files.writeString(file, whole.replace("a slip", "a slip "));
    named("it was changed after it was written");
    Files.writeString(file, whole.replaceFirst("\\{", "{ "));
    named("it was changed after it was written");
    Files.writeString(file, whole.replaceFirst("\\{", "{ \"run\": \"x\","));
    named("Duplicate");
    Files.write(file, new byte[] {(byte) 0xff});
    named("UTF-8");
    Path elsewhere = folder.resolve("elsewhere.json");
    Files.writeString(elsewhere, whole);
    Files.delete(file);
    Files.createSymbolicLink(file, elsewhere);
    named("it is a link");
  }

  @Test
  void anAcceptanceWithoutItsRunIsAnOrphan() throws IOException {
    String digest = "0123456789abcdef".repeat(4);
    String run = "20261123T231500Z-00000000";
    file =
        store.accept(
            TASK, new Acceptance(1, run, digest, digest, "a slip", LocalDate.of(2026, 11, 23)));
    named("its field run names " + run + ", which is not here");
  }
}
