package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --format sarif} by the schema of SARIF 2.1.0, as its own Java library holds it. */
class SarifTest {
  private static final Schema SCHEMA = schema();

  @TempDir Path folder;

  private static Schema schema() {
    try (InputStream in =
        SarifTest.class.getClassLoader().getResourceAsStream("schema/sarif-schema-2.1.0.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> wrong(String sarif) {
    return SCHEMA.validate(sarif, InputFormat.JSON).stream().map(Error::toString).toList();
  }

  private String sarif(String ledger) throws IOException {
    Path file = folder.resolve("a folder/TASKS.md");
    Files.createDirectories(file.getParent());
    Files.writeString(file, ledger);
    String text =
        new Desk(folder).ledger("--ledger", file.toString(), "check", "--format", "sarif").out();
    assertThat(text).contains("\"version\" : \"2.1.0\"");
    return text;
  }

  @Test
  void withoutProblems() throws Exception {
    assertThat(wrong(sarif("## Backlog\n| ID | Title |\n|---|---|\n"))).isEmpty();
  }

  @Test
  void withProblemsOfEveryKindOfPlace() throws Exception {
    String rows = "| A-1 | One | High |\n| a2 | Zwei 中 | Hihg |\n| A-3 |\n<<<<<<< ours\n";
    assertThat(wrong(sarif("## Backlog\n| ID | Title | Priority |\n|---|---|---|\n" + rows)))
        .isEmpty();
    assertThat(wrong(sarif(""))).isEmpty();
    String dates =
        "## Done\n| ID | Done (YYYY-MM-DD) | Outcome |\n|---|---|---|\n| A-1 | soon | |\n";
    assertThat(wrong(sarif(dates))).isEmpty();
  }

  /** That the schema is one that can find something. */
  @Test
  void whatIsNoSarifIsFound() throws Exception {
    String good = sarif("");
    assertThat(wrong(good.replace("\"ruleId\"", "\"rule\""))).isNotEmpty();
    assertThat(wrong(good.replace("\"startLine\" : 1", "\"startLine\" : 0"))).isNotEmpty();
    assertThat(wrong(good.replace("\"error\"", "\"fatal\""))).isNotEmpty();
  }
}
