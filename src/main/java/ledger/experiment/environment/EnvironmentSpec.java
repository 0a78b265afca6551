package ledger.experiment.environment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An environment that experiments run in, as the settings describe it.
 *
 * @param name such as {@code pinned}; letters, digits, dots, dashes and underscores
 * @param requirements a locked requirements file with hashes; a relative path is below the
 *     workspace
 * @param python which Python versions will do, a PEP 440 specifier
 * @param variables set for the experiment
 * @param preload libraries to load before all others: {@code openblas}, the name of a library file
 *     in one of the system's usual folders, or a path
 * @param optional where it cannot be had on this host, it is passed over and nothing fails
 */
public record EnvironmentSpec(
    String name,
    Path requirements,
    String python,
    SortedMap<String, String> variables,
    List<String> preload,
    boolean optional) {
  /** The Python versions that MLX has wheels for. */
  public static final String DEFAULT_PYTHON = ">=3.10,<3.14";

  private static final String FOLDER = "ledger/experiments/requirements";

  public EnvironmentSpec {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new IllegalArgumentException("not a name for an environment: " + name);
    }
    preload = List.copyOf(preload);
    variables = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(variables));
  }

  /**
   * The environments without any settings, the default one first: {@code pinned}, {@code latest},
   * and {@code tuned}, which is {@code latest} with the host's OpenBLAS.
   */
  public static List<EnvironmentSpec> defaults() {
    Path latest = Path.of(FOLDER, "latest.txt");
    return List.of(
        plain("pinned", Path.of(FOLDER, "pinned.txt")),
        plain("latest", latest),
        new EnvironmentSpec(
            "tuned", latest, DEFAULT_PYTHON, new TreeMap<>(Map.of()), List.of("openblas"), true));
  }

  private static EnvironmentSpec plain(String name, Path requirements) {
    return new EnvironmentSpec(
        name, requirements, DEFAULT_PYTHON, new TreeMap<>(), List.of(), false);
  }
}
