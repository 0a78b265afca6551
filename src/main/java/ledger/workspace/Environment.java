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
 * @param pass names of the user's variables that a run gets; {@code *} stands for any characters
 * @param optional if it is not available on this host, it is skipped and nothing fails
 * @param dependencies that the requirements file is made from, where it is a script's own; empty
 *     for any other
 */
public record Environment(
    String name,
    Path requirements,
    String python,
    SortedMap<String, String> variables,
    List<String> preload,
    List<String> pass,
    boolean optional,
    List<String> dependencies) {
  /** The environment of a script whose header has dependencies. */
  public static final String SCRIPT = "script";

  /** The Python versions of an environment whose settings name none. */
  public static final String ANY_PYTHON = ">=3.10";

  /**
   * The environments that exist without any settings: {@code pinned}, the default one, and {@code
   * script}, which has other requirements for each script.
   */
  static final List<Environment> BUILT_IN =
      List.of(
          new Environment("pinned", file("pinned"), ANY_PYTHON, new TreeMap<>(), List.of(), false),
          new Environment(SCRIPT, Path.of("."), ANY_PYTHON, new TreeMap<>(), List.of(), false));

  /** One to which no variable of the user's is passed. */
  public Environment(
      String name,
      Path requirements,
      String python,
      SortedMap<String, String> variables,
      List<String> preload,
      boolean optional) {
    this(name, requirements, python, variables, preload, List.of(), optional, List.of());
  }

  public Environment {
    if (!isName(name)) {
      throw new IllegalArgumentException("not a name for an environment: " + name);
    }
    preload = List.copyOf(preload);
    pass = List.copyOf(pass);
    dependencies = List.copyOf(dependencies);
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

  /** One that is never created, to ask for a library. */
  public static Environment preloading(String library) {
    return new Environment(
        "asking", file("asking"), ANY_PYTHON, new TreeMap<>(), List.of(library), true);
  }

  /** The same with nothing but what its folder is made from. */
  public Environment bare() {
    return new Environment(
        name,
        requirements,
        python,
        new TreeMap<>(Map.of()),
        List.of(),
        List.of(),
        false,
        dependencies);
  }

  /** Whether each script has its own requirements. */
  public boolean isOfScripts() {
    return name.equals(SCRIPT);
  }

  /** Whether it is that of a script that depends on no package, so that there is no lock file. */
  public boolean needsNothing() {
    return isOfScripts() && dependencies.isEmpty();
  }

  /** The same with another range of Python versions. */
  public Environment on(String range) {
    return new Environment(
        name, requirements, range, variables, preload, pass, optional, dependencies);
  }

  /**
   * The same for one script.
   *
   * @param lock where its dependencies are locked, below the experiments' folder
   */
  public Environment of(Path lock, List<String> wanted) {
    return new Environment(name, lock, python, variables, preload, pass, optional, wanted);
  }

  private static Path file(String name) {
    return Path.of("requirements", name + ".txt");
  }
}
