package ledger.experiment;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what a Python source imports, without running it. */
final class PythonImports {
  private static final Pattern FROM =
      Pattern.compile(
          "^[ \\t]*from[ \\t]+(\\.*)([A-Za-z_][\\w.]*)?[ \\t]+import[ \\t]+(\\([^)]*\\)|[^\\n#]*)",
          Pattern.MULTILINE);
  private static final Pattern IMPORT =
      Pattern.compile("^[ \\t]*import[ \\t]+([^\\n#]+)", Pattern.MULTILINE);
  private static final Pattern NAMED =
      Pattern.compile("[\"']([A-Za-z_][\\w.]*):[A-Za-z_]\\w*[\"']");
  private static final Pattern COMMENT = Pattern.compile("#[^\\n]*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.]*");

  private PythonImports() {}

  /**
   * Modules, with dots, that the source imports or names; of {@code from a import b} both {@code a}
   * and {@code a.b}, because {@code b} may be a module.
   *
   * @param path the source's path, which relative imports start from
   */
  static Set<String> in(String source, String path) {
    Set<String> modules = new TreeSet<>();
    Matcher from = FROM.matcher(source);
    while (from.find()) {
      String module = absolute(from.group(1).length(), from.group(2), path);
      modules.add(module);
      for (String name : COMMENT.matcher(from.group(3)).replaceAll("").split(",", -1)) {
        Matcher first = NAME.matcher(name);
        if (first.find()) {
          modules.add(module.isEmpty() ? first.group() : module + "." + first.group());
        }
      }
    }
    Matcher plain = IMPORT.matcher(source);
    while (plain.find()) {
      for (String name : plain.group(1).split(",", -1)) {
        Matcher first = NAME.matcher(name);
        if (first.find()) {
          modules.add(first.group());
        }
      }
    }
    Matcher named = NAMED.matcher(source);
    while (named.find()) {
      modules.add(named.group(1));
    }
    return modules;
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
