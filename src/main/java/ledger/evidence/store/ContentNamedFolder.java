package ledger.evidence.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import ledger.evidence.compare.Calibration;
import ledger.evidence.record.Acceptance;
import ledger.io.DurableFile;
import ledger.io.GuardedFiles;
import ledger.io.Sha256;
import ledger.text.InvalidText;
import ledger.text.LineEnds;
import ledger.text.Problem;
import ledger.text.SourceText;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Small immutable files next to a task's run records, each named {@code RUN-DIGEST.json}, with the
 * digest of its content.
 *
 * @param files opens them
 * @param folder where they are; it may be missing
 * @param type what each contains
 * @param schema the version of the format that is read
 * @param what the name of such a file in messages
 * @param run the run that a file is named after
 * @param way what to do about a damaged file
 */
record ContentNamedFolder<T>(
    GuardedFiles files,
    Path folder,
    Class<T> type,
    int schema,
    String what,
    Function<T, String> run,
    String way) {
  private static final String ENDING = ".json";
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The folder of accepted edits among a task's records. */
  static final String ACCEPTED = "accepted";

  /** The folder of calibrations. */
  static final String CALIBRATIONS = "calibrations";

  static ContentNamedFolder<Acceptance> accepted(GuardedFiles files, Path task) {
    return new ContentNamedFolder<>(
        files,
        task.resolve(ACCEPTED),
        Acceptance.class,
        Acceptance.SCHEMA,
        "accepted edit",
        Acceptance::run,
        "accept the edit again");
  }

  static ContentNamedFolder<Calibration> calibrations(GuardedFiles files, Path task) {
    return new ContentNamedFolder<>(
        files,
        task.resolve(CALIBRATIONS),
        Calibration.class,
        Calibration.SCHEMA,
        "calibration",
        calibration -> calibration.runs().getFirst(),
        "calibrate again");
  }

  /** Where an item belongs, and what its file contains. */
  record ContentNamedFile(Path file, String content) {}

  ContentNamedFile named(T thing) {
    String content = MAPPER.writeValueAsString(thing) + "\n";
    return new ContentNamedFile(folder.resolve(name(thing, content)), content);
  }

  /** The first field in which two of them differ; empty if there is none. */
  static <T> String difference(T one, T other) {
    JsonNode a = MAPPER.valueToTree(one);
    JsonNode b = MAPPER.valueToTree(other);
    return a.propertyNames().stream()
        .filter(field -> !a.path(field).equals(b.path(field)))
        .findFirst()
        .orElse("");
  }

  /**
   * All of them, by file name.
   *
   * @throws DamagedRecord for a file that is not one, or that was edited
   */
  List<T> read() {
    List<T> found = new ArrayList<>();
    for (Path file : listed()) {
      found.add(read(file));
    }
    return List.copyOf(found);
  }

  private List<Path> listed() {
    return files.list(folder).stream().filter(file -> !DurableFile.isDraft(file)).toList();
  }

  /** The files of those to which a condition applies. */
  List<Path> where(Predicate<T> wanted) {
    return listed().stream().filter(file -> wanted.test(read(file))).toList();
  }

  /** Damaged files; {@code more} says what else is wrong with a complete one, if anything. */
  List<Problem> audit(Function<T, String> more) {
    List<Problem> problems = new ArrayList<>();
    for (Path file : listed()) {
      try {
        String wrong = more.apply(parsed(file));
        if (!wrong.isEmpty()) {
          throw damaged(file, wrong);
        }
        read(file);
      } catch (DamagedRecord e) {
        problems.add(e.problem());
      }
    }
    return problems;
  }

  private T read(Path file) {
    T thing = parsed(file);
    if (!name(thing, text(file)).equals(String.valueOf(file.getFileName()))) {
      throw damaged(file, "it was changed after it was written");
    }
    return thing;
  }

  private T parsed(Path file) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw damaged(file, Files.isSymbolicLink(file) ? "it is a link" : "it is not a file");
    }
    try {
      JsonNode tree = MAPPER.readTree(text(file));
      if (tree.path("schema").asInt(0) != schema) {
        throw damaged(file, "its schema is not " + schema);
      }
      return MAPPER.treeToValue(tree, type);
    } catch (JacksonException e) {
      throw damaged(file, RecordJson.said(e));
    }
  }

  private String name(T thing, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return run.apply(thing) + "-" + Sha256.of(bytes).substring(0, 8) + ENDING;
  }

  private String text(Path file) {
    try (InputStream in = files.open(file)) {
      byte[] bytes = in.readNBytes((int) EvidenceStore.LARGEST + 1);
      if (bytes.length > EvidenceStore.LARGEST) {
        throw damaged(file, "it is too large");
      }
      return LineEnds.plain(SourceText.decode(file.toString(), bytes).content());
    } catch (InvalidText e) {
      throw damaged(file, "it is not valid UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private DamagedRecord damaged(Path file, String why) {
    return new DamagedRecord(
        Problem.error(
            "damaged-" + what.replace(' ', '-'),
            new Problem.Place(file.toString(), 1, 1, "", 0),
            "this " + what + " cannot be used: " + why,
            "restore the file from version control, or remove it and " + way));
  }
}
