package ledger.evidence;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The published schema of run records, as the jar holds it, and a validator that others wrote. */
public final class RecordSchema {
  private static final Schema SCHEMA = load();

  private RecordSchema() {}

  private static Schema load() {
    try (InputStream in = RecordJson.class.getResourceAsStream("run-record.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What is wrong with a record's text. */
  public static List<String> problems(String json) {
    return SCHEMA.validate(json, InputFormat.JSON).stream().map(Error::toString).toList();
  }
}
