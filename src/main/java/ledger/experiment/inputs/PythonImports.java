package ledger.experiment.inputs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what a Python source imports, without running it. */
final class PythonImports {
  private static final Pattern FROM =
      Pattern.compile(
          "from[ \\t]++(\\.*+)([A-Za-z_][\\w.]*+)?+[ \\t]++import[ \\t]++(\\([^)]*+\\)|[^\\n#]*+)");
  private static final Pattern IMPORT = Pattern.compile("import[ \\t]+([^\\n#]+)");
  private static final Pattern NAMED =
      Pattern.compile("[\"']([A-Za-z_][\\w.]*):[A-Za-z_]\\w*[\"']");
  private static final Pattern COMMENT = Pattern.compile("#[^\\n]*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.]*");

  private PythonImports() {}

  /**
   * The dotted names of modules that the source imports or names; for {@code from a import b} both
   * {@code a} and {@code a.b}, because {@code b} may be a module.
   *
   * @param path the source's path, which relative imports start from
   */
  static Set<String> in(String source, String path) {
    Set<String> modules = new TreeSet<>();
    statements(source, path, modules);
    named(source, modules);
    return modules;
  }

  /** A statement begins on its line; the pattern is tried only there. */
  private static void statements(String source, String path, Set<String> modules) {
    Matcher from = FROM.matcher(source);
    Matcher plain = IMPORT.matcher(source);
    int closed = source.lastIndexOf(')');
    for (int line = 0; line >= 0; line = after(source, '\n', line)) {
      int at = line;
      while (at < source.length() && (source.charAt(at) == ' ' || source.charAt(at) == '\t')) {
        at++;
      }
      // A list in brackets may have several lines; without the limits each would be read to the
      // end.
      int end = at < closed ? source.length() : endOfLine(source, at);
      if (source.startsWith("from", at) && from.region(at, end).lookingAt()) {
        line = from.end();
        String module = absolute(from.group(1).length(), from.group(2), path);
        modules.add(module);
        for (String name : names(COMMENT.matcher(from.group(3)).replaceAll(""))) {
          modules.add(module.isEmpty() ? name : module + "." + name);
        }
      } else if (source.startsWith("import", at) && plain.region(at, source.length()).lookingAt()) {
        modules.addAll(names(plain.group(1)));
      }
    }
  }

  private static int endOfLine(String source, int from) {
    int end = source.indexOf('\n', from);
    return end < 0 ? source.length() : end;
  }

  private static List<String> names(String listed) {
    List<String> names = new ArrayList<>();
    for (String part : listed.split(",", -1)) {
      Matcher first = NAME.matcher(part);
      if (first.find()) {
        names.add(first.group());
      }
    }
    return names;
  }

  /** Each has a colon, which is rare: the pattern is tried only where one follows a word. */
  private static void named(String source, Set<String> modules) {
    Matcher named = NAMED.matcher(source);
    for (int colon = source.indexOf(':'); colon > 0; colon = source.indexOf(':', colon + 1)) {
      int start = colon - 1;
      while (start > 0 && isOfName(source.charAt(start))) {
        start--;
      }
      if (start < colon - 1 && named.region(start, source.length()).lookingAt()) {
        modules.add(named.group(1));
      }
    }
  }

  private static boolean isOfName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.';
  }

  /** The position after the next such character; negative if there is none. */
  private static int after(String source, char c, int from) {
    int found = source.indexOf(c, from);
    return found < 0 ? found : found + 1;
  }

  private static String absolute(int dots, @Nullable String module, String path) {
    String folder = path;
    for (int i = 0; i < dots; i++) {
      folder = folder.contains("/") ? folder.substring(0, folder.lastIndexOf('/')) : "";
    }
    String base = dots == 0 ? "" : folder.replace('/', '.');
    if (module == null) {
      return base;
    }
    return base.isEmpty() ? module : base + "." + module;
  }
}
