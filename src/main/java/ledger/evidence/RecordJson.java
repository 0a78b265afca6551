package ledger.evidence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import ledger.document.TaskId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Run records as JSON: the fields in the order of {@link RunRecord}, samples packed into series,
 * the same bytes for the same record everywhere.
 */
final class RecordJson {
  /** The version of the format that is written, and the newest that is read. */
  static final int SCHEMA = 1;

  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Bound.AtLeast.class, name = "at-least"),
    @JsonSubTypes.Type(value = Bound.AtMost.class, name = "at-most"),
    @JsonSubTypes.Type(value = Bound.EqualTo.class, name = "equals"),
    @JsonSubTypes.Type(value = Bound.Between.class, name = "between")
  })
  private interface BoundForm {}

  private interface TaskIdForm {
    @JsonValue
    String value();
  }

  /** Names, versions and digests are the same in most records: in memory each is there once. */
  private static final class Shared extends StringDeserializer {
    private static final int LONGEST = 100;

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
      String text = super.deserialize(parser, context);
      return text != null && text.length() <= LONGEST ? text.intern() : text;
    }
  }

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new SimpleModule().addDeserializer(String.class, new Shared()))
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .addMixIn(Bound.class, BoundForm.class)
          .addMixIn(TaskId.class, TaskIdForm.class)
          .build();

  private static final ObjectWriter WRITER =
      MAPPER
          .writer()
          .with(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectNameValueSpacing(Separators.Spacing.AFTER))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n")));

  /** A field is not as it was written. */
  static final class ChangedField extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;

    ChangedField(String field) {
      super("its field " + field + " was changed after it was written");
      this.field = field;
    }

    String field() {
      return field;
    }
  }

  private RecordJson() {}

  static String encode(RunRecord record) {
    ObjectNode tree = MAPPER.valueToTree(record);
    tree.set("samples", SampleSeries.pack(record.samples()));
    tree.set(Seal.FIELD, Seal.of(tree));
    return WRITER.writeValueAsString(tree) + "\n";
  }

  /**
   * @param proven whether the text {@link #isAsWritten}, so that no field's digest needs a look
   * @throws tools.jackson.core.JacksonException if the text is no record of a known schema
   * @throws IllegalArgumentException if its samples do not fit together
   * @throws ChangedField if a field is not as it was written
   */
  static RunRecord decode(String text, boolean proven) {
    if (!(MAPPER.readTree(text) instanceof ObjectNode tree)) {
      throw new IllegalArgumentException("it is no JSON object");
    }
    int schema = tree.path("schema").asInt(0);
    if (schema != SCHEMA) {
      throw new IllegalArgumentException(
          schema > SCHEMA
              ? "it has schema " + schema + " and was written by a newer ledger"
              : "it has no schema version that is known");
    }
    if (!proven) {
      Seal.broken(tree)
          .ifPresent(
              field -> {
                throw new ChangedField(field);
              });
    }
    tree.remove(Seal.FIELD);
    if (!(tree.get("samples") instanceof ArrayNode packed)) {
      throw new IllegalArgumentException("it has no samples");
    }
    tree.putArray("samples");
    RunRecord bare = MAPPER.treeToValue(tree, RunRecord.class);
    return with(bare, bare.run(), SampleSeries.unpack(packed));
  }

  /**
   * Whether a text is what {@link #encode} gave for the record with this ID: then the ID's digest
   * follows from the text as it stands, which is quicker to find out than from the record.
   */
  static boolean isAsWritten(String text, String run) {
    String field = "\"run\": \"" + run + "\"";
    int at = text.indexOf(field);
    if (at < 0) {
      return false;
    }
    String anonymous =
        text.substring(0, at) + "\"run\": \"\"" + text.substring(at + field.length());
    return run.endsWith("-" + digest(anonymous));
  }

  /** The ID that follows from the record's content, whatever it says itself. */
  static String idOf(RunRecord record) {
    return start(record) + "-" + digest(encode(withRun(record, "")));
  }

  /** What the record's ID begins with. */
  static String start(RunRecord record) {
    return START.format(record.started());
  }

  private static String digest(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
  }

  static RunRecord withRun(RunRecord record, String run) {
    return with(record, run, record.samples());
  }

  private static RunRecord with(RunRecord r, String run, List<Sample> samples) {
    return new RunRecord(
        r.schema(),
        run,
        r.task(),
        r.experiment(),
        r.title(),
        r.headline(),
        r.environment(),
        r.quick(),
        r.host(),
        r.inputs(),
        r.git(),
        r.imported(),
        r.started(),
        r.durationMillis(),
        r.exit(),
        r.claims(),
        r.findings(),
        r.metrics(),
        samples,
        r.load(),
        r.checks(),
        r.notApplicable(),
        r.artifacts(),
        r.log());
  }

  /** What the parser says, without the text that it quotes to say where. */
  static String said(JacksonException e) {
    return String.valueOf(e.getOriginalMessage())
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst(" \\(start marker at .*", "");
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
