package ledger.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import ledger.text.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A task's accepted edits, each a file {@code accepted/RUN-DIGEST.json} beside its run records. The
 * digest is that of the content.
 */
record Acceptances(Path folder) {
  private static final String ENDING = ".json";
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The folder's name among a task's records. */
  static final String NAME = "accepted";

  /**
   * All of them, by file name.
   *
   * @throws DamagedRecord for a file that is none, or that was edited
   */
  List<Acceptance> read() {
    List<Acceptance> found = new ArrayList<>();
    for (Path file : files()) {
      found.add(read(file));
    }
    return List.copyOf(found);
  }

  /** Damaged files. */
  List<Problem> audit() {
    List<Problem> problems = new ArrayList<>();
    for (Path file : files()) {
      try {
        read(file);
      } catch (DamagedRecord e) {
        problems.add(e.problem());
      }
    }
    return problems;
  }

  /** Where an acceptance belongs, and what its file holds. */
  record Sealed(Path file, String content) {}

  Sealed sealed(Acceptance acceptance) {
    String content = MAPPER.writeValueAsString(acceptance) + "\n";
    return new Sealed(folder.resolve(name(acceptance.run(), content)), content);
  }

  private static String name(String run, String content) {
    return run
        + "-"
        + RecordJson.sha256(content.getBytes(StandardCharsets.UTF_8)).substring(0, 8)
        + ENDING;
  }

  private static Acceptance read(Path file) {
    try {
      String text = Files.readString(file).replace("\r\n", "\n");
      Acceptance acceptance = MAPPER.readValue(text, Acceptance.class);
      String name = name(acceptance.run(), text);
      if (acceptance.schema() != 1 || !name.equals(String.valueOf(file.getFileName()))) {
        throw damaged(file, "it was changed after it was written");
      }
      return acceptance;
    } catch (JacksonException e) {
      throw damaged(file, String.valueOf(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static DamagedRecord damaged(Path file, String why) {
    return new DamagedRecord(
        Problem.error(
            "damaged-acceptance",
            new Problem.Place(file.toString(), 1, 1, "", 0),
            "this accepted edit cannot be used: " + why,
            "get the file back from version control, or remove it and accept the edit again"));
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }
}
