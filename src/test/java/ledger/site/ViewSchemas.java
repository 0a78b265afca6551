package ledger.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The published schemas of the pages' JSON views, and a validator that others wrote. Published,
 * they are open, so that fields may be added; here they are closed, so that no field is added that
 * they do not describe.
 */
public final class ViewSchemas {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, Schema> schemas = new HashMap<>();

  /** What is wrong with each JSON file of a site. */
  public List<String> problems(Path site) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(site)) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    List<String> problems = new ArrayList<>();
    for (Path file : files) {
      Path path = site.relativize(file);
      for (String problem : problems(kind(path), Files.readString(file))) {
        problems.add(path + ": " + problem);
      }
    }
    return problems;
  }

  /** What is wrong with a text as the JSON of a kind of page. */
  List<String> problems(String kind, String json) {
    return schemas
        .computeIfAbsent(kind, ViewSchemas::load)
        .validate(json, InputFormat.JSON)
        .stream()
        .map(Error::toString)
        .toList();
  }

  private static String kind(Path path) {
    return switch (path.getName(0).toString()) {
      case "tasks" -> "task";
      case "runs" -> "run";
      case "compare" -> "comparison";
      default -> path.toString().replace(".json", "");
    };
  }

  private static Schema load(String kind) {
    Path file = Path.of("docs/site", kind + ".schema.json");
    assertThat(file).as("the schema of %s", kind).exists();
    try {
      JsonNode schema = JSON.readTree(Files.readString(file));
      close(schema);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(schema.toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object && object.has("properties")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(ViewSchemas::close);
  }
}
