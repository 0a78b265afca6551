package ledger.experiment.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import ledger.experiment.header.Experiment;
import ledger.experiment.header.HeaderBlock;
import ledger.io.Sha256;
import ledger.text.LineEnds;
import ledger.text.SourceText;
import ledger.workspace.Environment;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Digests of what a result depends on. Line endings do not count, because version control may
 * change them.
 */
public final class Digests {
  private static final JsonMapper CANONICAL =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private Digests() {}

  public static String text(String text) {
    return Sha256.of(LineEnds.plain(text).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The script without its header: editing a claim or accepting a known failure does not change it.
   */
  public static String script(Experiment experiment) {
    SourceText source = SourceText.of(experiment.script(), experiment.code());
    return text(HeaderBlock.find(source).map(b -> b.without(source)).orElse(experiment.code()));
  }

  public static String claims(Experiment experiment) {
    return text(CANONICAL.writeValueAsString(experiment.claims()));
  }

  public static String taskText(TaskText task) {
    return text(squeezed(task.title()) + "\n" + squeezed(task.description()));
  }

  /** Padding in a cell and wrapped lines do not count as edits. */
  private static String squeezed(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  /**
   * The locked requirements, and everything else that the environment changes for a script.
   *
   * @param file the requirements file; a missing file has a digest of its own
   */
  public static String requirements(Environment spec, Path file) {
    StringBuilder all = new StringBuilder(Files.isRegularFile(file) ? content(file) : "missing");
    all.append('\0').append(spec.python());
    spec.variables().forEach((name, value) -> all.append('\0').append(name + "=" + value));
    spec.preload().forEach(library -> all.append("\0preload ").append(library));
    return text(all.toString());
  }

  /** The file's bytes as they are. */
  public static String file(Path file) throws IOException {
    return Sha256.of(Files.readAllBytes(file));
  }

  private static String content(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
