package ledger.evidence.store;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import ledger.io.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A digest of each of a record's fields, so that an edited field can be named. The record's ID is a
 * digest of everything, including the seal.
 */
final class Seal {
  /** The seal's own field. */
  static final String FIELD = "seal";

  /** Fields without a digest of their own: they follow from the others. */
  private static final Set<String> DERIVED = Set.of("run", FIELD);

  private static final int DIGITS = 16;
  private static final JsonMapper MAPPER = new JsonMapper();

  private Seal() {}

  static ObjectNode of(ObjectNode record) {
    ObjectNode seal = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : record.properties()) {
      if (!DERIVED.contains(field.getKey())) {
        seal.put(field.getKey(), digest(field.getValue()));
      }
    }
    return seal;
  }

  /** The name of the first field that has changed since it was written. */
  static Optional<String> broken(ObjectNode record) {
    if (!(record.get(FIELD) instanceof ObjectNode seal)) {
      return Optional.of(FIELD);
    }
    ObjectNode now = of(record);
    Set<String> names = new TreeSet<>(seal.propertyNames());
    names.addAll(now.propertyNames());
    return names.stream().filter(name -> !now.path(name).equals(seal.path(name))).findFirst();
  }

  private static String digest(JsonNode value) {
    byte[] text = MAPPER.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
    return Sha256.of(text).substring(0, DIGITS);
  }
}
