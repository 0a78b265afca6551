package ledger.evidence.store;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import ledger.evidence.claim.Condition;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/** Conditions with the packages that they name as fields of their own, strictly. */
final class ConditionJson {
  private static final String BACKEND = "backend";
  private static final String BLAS = "blas";

  private ConditionJson() {}

  static final class ConditionWriter extends ValueSerializer<Condition> {
    @Override
    public void serialize(Condition condition, JsonGenerator json, SerializationContext context) {
      json.writeStartObject();
      names(json, BACKEND, condition.backend());
      names(json, BLAS, condition.blas());
      condition.packages().forEach(json::writeStringProperty);
      json.writeEndObject();
    }

    private static void names(JsonGenerator json, String field, List<String> names) {
      json.writeArrayPropertyStart(field);
      names.forEach(json::writeString);
      json.writeEndArray();
    }
  }

  static final class ConditionReader extends ValueDeserializer<Condition> {
    @Override
    public Condition deserialize(JsonParser json, DeserializationContext context) {
      List<String> backend = null;
      List<String> blas = null;
      TreeMap<String, String> packages = new TreeMap<>();
      require(json.currentToken() == JsonToken.START_OBJECT);
      for (String field = json.nextName(); field != null; field = json.nextName()) {
        JsonToken token = json.nextToken();
        switch (field) {
          case BACKEND -> backend = names(json);
          case BLAS -> blas = names(json);
          default -> packages.put(field, token == JsonToken.VALUE_NULL ? null : text(json));
        }
      }
      if (backend == null || blas == null) {
        throw unreadable();
      }
      return new Condition(backend, blas, packages);
    }

    private static List<String> names(JsonParser json) {
      require(json.currentToken() == JsonToken.START_ARRAY);
      List<String> names = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        names.add(text(json));
      }
      return List.copyOf(names);
    }

    private static String text(JsonParser json) {
      require(json.currentToken() == JsonToken.VALUE_STRING);
      return json.getString().intern(); // the same in most records
    }

    private static void require(boolean holds) {
      if (!holds) {
        throw unreadable();
      }
    }

    private static IllegalArgumentException unreadable() {
      return new IllegalArgumentException("it has a condition that cannot be read");
    }
  }
}
