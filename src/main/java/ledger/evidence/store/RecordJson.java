package ledger.evidence.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import ledger.document.TaskId;
import ledger.evidence.claim.Bound;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.record.RunRecord;
import ledger.evidence.record.Sample;
import ledger.io.Sha256;
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
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/**
 * Run records as JSON: the fields in the order of {@link RunRecord}, samples packed into series,
 * the same bytes for the same record everywhere.
 */
public final class RecordJson {
  /** The version of the format that is written, and the newest that is read. */
  static final int SCHEMA = 1;

  /** A record's ID is within this many bytes from the beginning. */
  private static final int HEAD = 100;

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

  /** Samples are packed; the seal is not a field of the record. */
  @JsonIgnoreProperties(Seal.FIELD)
  interface RecordForm {
    @JsonSerialize(using = SampleSeries.Writer.class)
    @JsonDeserialize(using = SampleReader.class)
    List<Sample> samples();

    @JsonProperty("findings")
    List<KnownFailure> knownFailures();
  }

  /** Names, versions and digests are the same in most records; each is in memory only once. */
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
          .addMixIn(RunRecord.class, RecordForm.class)
          .build();

  private static final ObjectWriter WRITER =
      MAPPER
          .writer()
          .with(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectNameValueSpacing(Separators.Spacing.AFTER))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n")));

  /** A field has changed since it was written. */
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
    tree.set(Seal.FIELD, Seal.of(tree));
    return WRITER.writeValueAsString(tree) + "\n";
  }

  /**
   * Reads a record that is not trusted, checking the digest of each field.
   *
   * @throws tools.jackson.core.JacksonException if the text is not a record with a known schema, or
   *     if its samples are inconsistent
   * @throws IllegalArgumentException if it has another schema
   * @throws ChangedField if a field has changed since it was written
   */
  static RunRecord decode(String text) {
    if (!(MAPPER.readTree(text) instanceof ObjectNode tree)) {
      throw new IllegalArgumentException("it is not a JSON object");
    }
    int schema = tree.path("schema").asInt(0);
    if (schema != SCHEMA) {
      throw new IllegalArgumentException(
          schema > SCHEMA
              ? "it has schema " + schema + " and was written by a newer ledger"
              : "it has no known schema version");
    }
    Seal.broken(tree)
        .ifPresent(
            field -> {
              throw new ChangedField(field);
            });
    if (!tree.path("samples").isArray()) {
      throw new IllegalArgumentException("it has no samples");
    }
    return MAPPER.treeToValue(tree, RunRecord.class);
  }

  /**
   * Reads a record whose text {@link #isAsWritten}, so that the digests of fields need not be
   * checked.
   *
   * @return empty if it is not one; {@link #decode} says why
   */
  static Optional<RunRecord> believed(byte[] text) {
    try {
      return Optional.of(MAPPER.readValue(text, RunRecord.class))
          .filter(record -> record.schema() == SCHEMA);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether a text is what {@link #encode} gave for the record with this ID: then the ID's digest
   * follows from the text as it is, which is quicker to check than from the record.
   */
  static boolean isAsWritten(byte[] text, String run) {
    String field = "\"run\": \"" + run;
    String head = new String(text, 0, Math.min(text.length, HEAD), StandardCharsets.ISO_8859_1);
    int at = head.indexOf(field + "\"");
    if (at < 0) {
      return false;
    }
    int end = at + field.length();
    MessageDigest digest = Sha256.start();
    digest.update(text, 0, end - run.length());
    digest.update(text, end, text.length - end);
    return run.endsWith("-" + shortened(Sha256.end(digest)));
  }

  /** The ID that follows from the record's content, regardless of its own ID. */
  static String idOf(RunRecord record) {
    byte[] anonymous = encode(withRun(record, "")).getBytes(StandardCharsets.UTF_8);
    return start(record) + "-" + shortened(Sha256.of(anonymous));
  }

  /** The beginning of the record's ID. */
  static String start(RunRecord record) {
    return START.format(record.started());
  }

  private static String shortened(String digest) {
    return digest.substring(0, 8);
  }

  static RunRecord withRun(RunRecord r, String run) {
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
        r.knownFailures(),
        r.metrics(),
        r.samples(),
        r.load(),
        r.checks(),
        r.notApplicable(),
        r.artifacts(),
        r.log());
  }

  /** The parser's message, without the text that it quotes. */
  static String said(JacksonException e) {
    return String.valueOf(e.getOriginalMessage())
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst(" \\(start marker at .*", "");
  }
}
