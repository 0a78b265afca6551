package ledger.evidence;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The published schemas of evidence, and a validator that others wrote. */
public final class RecordSchema {
  private static final Schema RUN = load("run-record.schema.json");
  private static final Schema CALIBRATION = load("calibration.schema.json");

  private RecordSchema() {}

  private static Schema load(String name) {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(Path.of("docs", name)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What is wrong with a record's text. */
  public static List<String> problems(String json) {
    return problems(RUN, json);
  }

  /** What is wrong with a calibration's text. */
  public static List<String> calibrationProblems(String json) {
    return problems(CALIBRATION, json);
  }

  private static List<String> problems(Schema schema, String json) {
    return schema.validate(json, InputFormat.JSON).stream().map(Error::toString).toList();
  }
}
