package ledger.experiment.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.evidence.claim.VersionSpecifier;
import ledger.evidence.record.RunRecord;
import ledger.io.GuardedFiles;
import ledger.io.Sha256;
import ledger.workspace.Environment;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/** The locked requirements of environments. */
public final class Requirements {
  /** A line that includes another file, as pip reads it. */
  private static final Pattern INCLUDES =
      Pattern.compile("(?:-[rc]\\s*|--(?:requirement|constraint)(?:\\s+|\\s*=\\s*))(\\S.*)");

  private static final String NAME = "([A-Za-z0-9][A-Za-z0-9._-]*)";

  /** A requirement with extras, versions and a marker. */
  private static final Pattern NAMED =
      Pattern.compile(NAME + "\\s*(?:\\[[^\\]]*])?\\s*([^;@]*)(?:;.*)?");

  private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*$");

  /** A line that asks for one version: its name, the version, and a marker if it has one. */
  private static final Pattern PIN =
      Pattern.compile(
          "([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[[^\\]]*])?\\s*===?\\s*([^\\s;,*\\\\]+)\\s*(;.*)?");

  /** The first schema of records in which comments do not count and included files do. */
  private static final int BY_LINES = 3;

  private Requirements() {}

  /** The digest that a record of now has; see {@link #digest(Workspace, Environment, int)}. */
  public static String digest(Workspace workspace, Environment environment) {
    return digest(workspace, environment, RunRecord.SCHEMA);
  }

  /**
   * The digest of an environment's lock file with the files that it includes, and of everything
   * else that the environment changes for a script. A missing file has a digest of its own.
   *
   * @param schema the schema of the record that the digest is compared with
   */
  public static String digest(Workspace workspace, Environment environment, int schema) {
    Path file = workspace.requirements(environment);
    String own = environment.needsNothing() ? "" : content(workspace.files(), file);
    StringBuilder all = new StringBuilder();
    if (own == null) {
      all.append("missing");
    } else if (schema < BY_LINES) {
      all.append(own);
    } else {
      asked(workspace, environment).forEach(line -> all.append(line).append('\n'));
    }
    all.append('\0').append(environment.python());
    environment.variables().forEach((name, value) -> all.append('\0').append(name + "=" + value));
    environment.preload().forEach(library -> all.append("\0preload ").append(library));
    environment.dependencies().forEach(needed -> all.append("\0needs ").append(needed));
    return Sha256.ofText(all.toString());
  }

  /** An environment's lock file and the files that it includes, whether or not they are there. */
  public static Set<Path> files(Workspace workspace, Environment environment) {
    Set<Path> files = new LinkedHashSet<>();
    if (!environment.needsNothing()) {
      lines(workspace.files(), workspace.requirements(environment), files);
    }
    return files;
  }

  /**
   * A package that was asked for, before anything was locked.
   *
   * @param specifier which versions, such as {@code ~=0.29.3}; empty for any
   */
  public record Wanted(String name, String specifier) {}

  /** The file that an environment's lock file is made from: the same name with {@code .in}. */
  public static Path source(Workspace workspace, Environment environment) {
    Path lock = workspace.requirements(environment);
    String name = String.valueOf(lock.getFileName());
    return lock.resolveSibling(name.replaceFirst("(\\.txt)?$", ".in"));
  }

  /**
   * The packages that a script's header, or else the source of the lock file, asks for; empty if
   * there is no such file.
   */
  public static List<Wanted> wanted(Workspace workspace, Environment environment) {
    List<Wanted> wanted = new ArrayList<>();
    List<String> asked =
        environment.isOfScripts()
            ? environment.dependencies()
            : lines(workspace.files(), source(workspace, environment), new LinkedHashSet<>());
    for (String line : asked) {
      Matcher named = NAMED.matcher(line);
      if (named.matches()) {
        wanted.add(new Wanted(normal(named.group(1)), named.group(2).strip()));
      }
    }
    return List.copyOf(wanted);
  }

  /** Every package of the lock file with its versions: several where systems differ. */
  public static SortedMap<String, List<String>> locked(
      Workspace workspace, Environment environment) {
    return pins(workspace, environment).versions;
  }

  /** The same of a lock file's text. */
  public static SortedMap<String, List<String>> locked(String text) {
    return pins(text.lines().map(Requirements::withoutComment).toList()).versions;
  }

  /**
   * What a lock file asks for.
   *
   * @param versions by normal name; of several, markers choose one
   * @param required those that are installed on every host
   * @param all whether nothing else can be installed
   */
  record Pins(SortedMap<String, List<String>> versions, Set<String> required, boolean all) {}

  static Pins pins(Workspace workspace, Environment environment) {
    return pins(asked(workspace, environment));
  }

  private static Pins pins(List<String> lines) {
    SortedMap<String, List<String>> versions = new TreeMap<>();
    Set<String> required = new TreeSet<>();
    boolean all = true;
    boolean constraints = false;
    for (String line : lines) {
      Matcher pin = PIN.matcher(line.split("\\s--hash=|\\s*\\\\$", 2)[0].strip());
      if (pin.matches()) {
        String name = normal(pin.group(1));
        List<String> known = versions.computeIfAbsent(name, n -> new ArrayList<>());
        if (!known.contains(pin.group(2))) {
          known.add(pin.group(2));
        }
        if (pin.group(3) == null) {
          required.add(name);
        }
      } else {
        all &= line.startsWith("-");
        constraints |= line.startsWith("-c") || line.startsWith("--constraint");
      }
    }
    return new Pins(versions, constraints ? Set.of() : required, all);
  }

  /** A package's name as packages are told apart by (PEP 503). */
  static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }

  /** Whether a version is the one that was asked for, however both are written. */
  public static boolean isSameVersion(String asked, String installed) {
    return asked.equals(installed)
        || VersionSpecifier.parse("==" + asked)
            .flatMap(one -> one.matches(installed))
            .orElse(asked.equalsIgnoreCase(installed.replace('_', '-')));
  }

  private static List<String> asked(Workspace workspace, Environment environment) {
    return environment.needsNothing()
        ? List.of()
        : lines(workspace.files(), workspace.requirements(environment), new LinkedHashSet<>());
  }

  /**
   * The lines that count, without comments; included files in the place of the lines that include
   * them.
   *
   * @param seen files that have been read; this one is added
   */
  private static List<String> lines(GuardedFiles files, Path file, Set<Path> seen) {
    List<String> lines = new ArrayList<>();
    String content = seen.add(file) ? content(files, file) : null;
    if (content == null) {
      return lines;
    }
    for (String line : content.lines().toList()) {
      String text = withoutComment(line);
      if (!text.isEmpty()) {
        lines.add(text);
      }
      Matcher includes = INCLUDES.matcher(text);
      if (includes.matches()) {
        try {
          lines.addAll(
              lines(files, file.resolveSibling(includes.group(1).strip()).normalize(), seen));
        } catch (InvalidPathException installerSaysWhatIsWrong) {
          // Its line is in the list.
        }
      }
    }
    return lines;
  }

  private static String withoutComment(String line) {
    return COMMENT.matcher(line).replaceAll("").strip();
  }

  /** As Latin-1, so that any bytes will do; null if there is no file. */
  private static @Nullable String content(GuardedFiles files, Path file) {
    try {
      byte[] content = files.isFile(file) ? files.content(file) : null;
      return content == null ? null : new String(content, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
