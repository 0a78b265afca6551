package ledger.evidence.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ledger.document.TaskId;
import ledger.evidence.claim.Condition;
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
import tools.jackson.databind.JsonNode;
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
  /** A record's ID is within this many bytes from the beginning. */
  private static final int HEAD = 100;

  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private interface TaskIdForm {
    @JsonValue
    String value();
  }

  /** Samples are packed. Records with schema 1 have a seal, which nothing reads. */
  @JsonIgnoreProperties("seal")
  interface RecordForm {
    @JsonSerialize(using = SampleSeries.Writer.class)
    @JsonDeserialize(using = SampleReader.class)
    List<Sample> samples();

    @JsonProperty("findings")
    List<KnownFailure> knownFailures();
  }

  /** Packages are keys of the condition itself. */
  @JsonSerialize(using = ConditionJson.ConditionWriter.class)
  @JsonDeserialize(using = ConditionJson.ConditionReader.class)
  interface ConditionForm {}

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
          .addMixIn(TaskId.class, TaskIdForm.class)
          .addMixIn(RunRecord.class, RecordForm.class)
          .addMixIn(Condition.class, ConditionForm.class)
          .build();

  /** Of a text that is known to be a record's, what it leaves out was null. */
  private static final JsonMapper TRUSTING =
      MAPPER.rebuild().disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES).build();

  /** Writes in the form that records have. */
  static final ObjectWriter WRITER =
      MAPPER
          .writer()
          .with(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectNameValueSpacing(Separators.Spacing.AFTER))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private RecordJson() {}

  static String encode(RunRecord record) {
    return WRITER.writeValueAsString(record) + "\n";
  }

  /** Reads a record that {@link #isAsWritten}; empty if that is a coincidence. */
  static Optional<RunRecord> trusted(byte[] text) {
    try {
      return Optional.ofNullable(TRUSTING.readValue(text, RunRecord.class))
          .filter(record -> known(record.schema()));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads a record of which nothing is known.
   *
   * @throws JacksonException if the text is not a record, or if its samples are inconsistent
   * @throws IllegalArgumentException if it has a schema that is not known
   */
  static RunRecord decode(String text) {
    JsonNode tree = MAPPER.readTree(text);
    int schema = tree.path("schema").asInt(0);
    if (!known(schema)) {
      throw new IllegalArgumentException(
          schema > RunRecord.SCHEMA
              ? "it has schema " + schema + " and was written by a newer ledger"
              : "it has no known schema version");
    }
    leftOut(tree, "outcome");
    leftOut(tree, "traces");
    leftOut(tree.path("inputs"), "observed");
    leftOut(tree.path("git"), "differing");
    tree.path("claims").forEach(claim -> leftOut(claim, "unit"));
    return MAPPER.treeToValue(tree, RunRecord.class);
  }

  /** Not every record has the field, and none is written as null. */
  private static void leftOut(JsonNode of, String field) {
    if (of instanceof ObjectNode object && !object.has(field)) {
      object.putNull(field);
    }
  }

  private static boolean known(int schema) {
    return schema >= 1 && schema <= RunRecord.SCHEMA;
  }

  /**
   * Whether a text is what {@link #encode} gave for the record with this ID: then the ID's digest
   * follows from the text as it is.
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
        r.outcome(),
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
        r.log(),
        r.traces());
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
