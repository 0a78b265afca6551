package ledger.evidence.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import ledger.document.TaskId;
import ledger.evidence.record.Exit;
import ledger.io.GuardedFiles;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the first fields of a run record and nothing else. */
final class HeadReader {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  /** The last of the fields that belong to a head. */
  private static final String LAST = "kind";

  private HeadReader() {}

  /**
   * @param files opens it
   * @throws DamagedRecord if it has no such fields, with what is wrong with the record
   */
  static RunHead read(GuardedFiles files, TaskId task, Path file) {
    try (InputStream in = files.open(file);
        JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
      return head(parser);
    } catch (IOException
        | JacksonException
        | NoSuchElementException
        | DateTimeParseException said) {
      return RunHead.of(RecordFile.read(files, task, file));
    }
  }

  /**
   * @throws NoSuchElementException if a field is missing
   */
  private static RunHead head(JsonParser parser) {
    Map<String, String> found = new HashMap<>();
    parser.nextToken();
    while (!found.containsKey(LAST) && parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String field = parser.currentName();
      switch (field) {
        case "host" -> within(parser, "backend", found);
        case "inputs" -> within(parser, "hostKind", found);
        case "exit" -> within(parser, LAST, found);
        default -> value(parser, field, found);
      }
    }
    return new RunHead(
        field(found, "run"),
        field(found, "experiment"),
        field(found, "environment"),
        field(found, "quick").equals("true"),
        field(found, "backend"),
        field(found, "hostKind"),
        Instant.parse(field(found, "started")),
        field(found, LAST).equals(Exit.Kind.COMPLETED.name()));
  }

  private static String field(Map<String, String> found, String name) {
    return Optional.ofNullable(found.get(name)).orElseThrow();
  }

  /** One field of an object; the others are skipped. */
  private static void within(JsonParser parser, String wanted, Map<String, String> found) {
    parser.nextToken();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      if (parser.currentName().equals(wanted)) {
        value(parser, wanted, found);
      } else {
        parser.nextToken();
        parser.skipChildren();
      }
    }
  }

  private static void value(JsonParser parser, String field, Map<String, String> found) {
    parser.nextToken();
    String value = parser.getValueAsString();
    if (value != null) {
      found.put(field, value);
    }
    parser.skipChildren();
  }
}
