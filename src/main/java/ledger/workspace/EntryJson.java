package ledger.workspace;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import ledger.workspace.JournalEntry.JournaledFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A journal's entry as JSON: fields in a fixed order, each of which must be there. */
final class EntryJson {
  private static final JsonFactory JSON = JsonFactory.builder().build();
  private static final String SCHEMA = "ledger-journal/1";

  private EntryJson() {}

  static byte[] encode(JournalEntry entry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty("schema", SCHEMA);
      json.writeStringProperty("command", entry.command());
      json.writeArrayPropertyStart("files");
      for (JournaledFile file : entry.files()) {
        json.writeStartObject();
        json.writeStringProperty("path", file.path());
        json.writeStringProperty("before", file.before());
        json.writeStringProperty("after", file.after());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayPropertyStart("forget");
      entry.forget().forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /**
   * @throws UntrustedEntry if it is anything but a whole entry of this form
   */
  static JournalEntry decode(byte[] content) throws UntrustedEntry {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), content)) {
      return new Reader(json).entry();
    } catch (JacksonException e) {
      throw new UntrustedEntry("it is not whole, or of another version of ledger");
    }
  }

  private record Reader(JsonParser json) {
    JournalEntry entry() throws UntrustedEntry {
      expect(JsonToken.START_OBJECT);
      if (!SCHEMA.equals(text("schema"))) {
        throw new UntrustedEntry("another version of ledger wrote it");
      }
      JournalEntry entry =
          new JournalEntry(required("command"), List.copyOf(files()), List.copyOf(texts("forget")));
      expect(JsonToken.END_OBJECT);
      if (json.nextToken() != null) {
        throw odd();
      }
      return entry;
    }

    private List<JournaledFile> files() throws UntrustedEntry {
      List<JournaledFile> files = new ArrayList<>();
      name("files");
      expect(JsonToken.START_ARRAY);
      while (json.nextToken() == JsonToken.START_OBJECT) {
        files.add(new JournaledFile(required("path"), text("before"), text("after")));
        expect(JsonToken.END_OBJECT);
      }
      at(JsonToken.END_ARRAY);
      return files;
    }

    private List<String> texts(String name) throws UntrustedEntry {
      List<String> texts = new ArrayList<>();
      name(name);
      expect(JsonToken.START_ARRAY);
      while (json.nextToken() == JsonToken.VALUE_STRING) {
        texts.add(json.getString());
      }
      at(JsonToken.END_ARRAY);
      return texts;
    }

    private String required(String name) throws UntrustedEntry {
      String text = text(name);
      if (text == null) {
        throw odd();
      }
      return text;
    }

    private @Nullable String text(String name) throws UntrustedEntry {
      name(name);
      JsonToken token = json.nextToken();
      if (token == JsonToken.VALUE_NULL) {
        return null;
      }
      at(JsonToken.VALUE_STRING);
      return json.getString();
    }

    private void name(String name) throws UntrustedEntry {
      expect(JsonToken.PROPERTY_NAME);
      if (!name.equals(json.currentName())) {
        throw odd();
      }
    }

    private void expect(JsonToken token) throws UntrustedEntry {
      json.nextToken();
      at(token);
    }

    private void at(JsonToken token) throws UntrustedEntry {
      if (json.currentToken() != token) {
        throw odd();
      }
    }

    private UntrustedEntry odd() {
      return new UntrustedEntry("it does not have the fields of a journal's entry");
    }
  }
}
