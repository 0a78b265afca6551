package ledger.workspace;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An environment that experiments run in.
 *
 * @param name such as {@code pinned}; see {@link #isName}
 * @param requirements a locked requirements file with hashes, below the experiments' folder unless
 *     absolute; {@link Workspace#requirements} says where it is
 * @param python which Python versions are suitable, a PEP 440 specifier
 * @param variables set for the experiment
 * @param preload libraries to load before all others, in this order: {@code openblas}, the name of
 *     a library's file in one of the system's usual folders, or a path; all but the first may have
 *     the wildcards of a glob
 * @param optional if it is not available on this host, it is skipped and nothing fails
 */
public record Environment(
    String name,
    Path requirements,
    String python,
    SortedMap<String, String> variables,
    List<String> preload,
    boolean optional) {
  /** The Python versions of an environment whose settings name none. */
  private static final String ANY_PYTHON = ">=3.10";

  /** Those that MLX has wheels for. */
  private static final String MLX_PYTHON = ">=3.10,<3.14";

  /**
   * The environments that exist without any settings, the default one first: {@code pinned}, {@code
   * latest}, and {@code tuned}, which is {@code latest} with the host's OpenBLAS.
   */
  static final List<Environment> BUILT_IN =
      List.of(
          new Environment("pinned", file("pinned"), MLX_PYTHON, new TreeMap<>(), List.of(), false),
          new Environment("latest", file("latest"), MLX_PYTHON, new TreeMap<>(), List.of(), false),
          new Environment(
              "tuned", file("latest"), MLX_PYTHON, new TreeMap<>(), List.of("openblas"), true));

  public Environment {
    if (!isName(name)) {
      throw new IllegalArgumentException("not a name for an environment: " + name);
    }
    preload = List.copyOf(preload);
    variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
  }

  /**
   * Whether it can name an environment, and with that a folder: up to 64 letters, digits, dots,
   * hyphens and underscores, the first a letter or a digit.
   */
  static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= 64
        && text.chars().allMatch(c -> isWordCharacter(c) || c == '.' || c == '_' || c == '-')
        && isWordCharacter(text.charAt(0));
  }

  private static boolean isWordCharacter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** The built-in one of this name, or what an environment is of which settings say nothing. */
  static Environment unset(String name) {
    return BUILT_IN.stream()
        .filter(known -> known.name.equals(name))
        .findFirst()
        .orElseGet(
            () -> new Environment(name, file(name), ANY_PYTHON, new TreeMap<>(), List.of(), false));
  }

  /** The same with nothing but what its folder is made from. */
  public Environment bare() {
    return new Environment(name, requirements, python, new TreeMap<>(Map.of()), List.of(), false);
  }

  private static Path file(String name) {
    return Path.of("requirements", name + ".txt");
  }
}
