package ledger.experiment.header;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import ledger.evidence.claim.VersionSpecifier;
import org.jspecify.annotations.Nullable;

/** Reads what a script needs: the part of the header that inline script metadata defines. */
final class NeedsFields {
  static final String DEPENDENCIES = "dependencies";
  static final String PYTHON = "requires-python";
  static final String ENVIRONMENT = "environment";

  private static final String NAME = "[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?";
  private static final String CLAUSE = "(?:~=|===?|!=|<=?|>=?)\\s*[A-Za-z0-9.*+!_-]+";
  private static final String CLAUSES = CLAUSE + "(?:\\s*,\\s*" + CLAUSE + ")*+\\s*,?";
  private static final String START =
      "\\s*" + NAME + "\\s*(?:\\[\\s*(?:" + NAME + "(?:\\s*,\\s*" + NAME + ")*+)?\\s*])?\\s*";

  /** A requirement of PEP 508 up to its marker; addresses are another pattern. */
  private static final Pattern REQUIREMENT =
      Pattern.compile(
          START + "(?:" + CLAUSES + "|\\(\\s*" + CLAUSES + "\\s*\\))?\\s*(?:;(?<marker>.*))?");

  private static final Pattern ADDRESS = Pattern.compile(START + "@.*");

  /** Everything that a marker is made of. */
  private static final Pattern MARKER =
      Pattern.compile(
          "(?:\\s+|[()]|(?:and|or|in|not)\\b|~=|===?|!=|<=?|>=?|\"[^\"]*\"|'[^']*'"
              + "|(?:python_version|python_full_version|os_name|sys_platform|platform_release"
              + "|platform_system|platform_version|platform_machine|implementation_name"
              + "|platform_python_implementation|implementation_version|extra)\\b)++");

  private NeedsFields() {}

  /**
   * @param root the whole header
   * @param own this tool's table
   */
  static Needs of(HeaderTable root, HeaderTable own) {
    return new Needs(
        own.has(ENVIRONMENT) ? own.text(ENVIRONMENT) : null,
        root.has(DEPENDENCIES) ? dependencies(root) : null,
        python(root));
  }

  private static @Nullable String python(HeaderTable root) {
    if (!root.has(PYTHON)) {
      return null;
    }
    if (root.value(PYTHON) instanceof String text && VersionSpecifier.parse(text).isPresent()) {
      return text.strip();
    }
    root.error(PYTHON, PYTHON + " must be a version specifier such as \">=3.11,<3.14\"");
    return null;
  }

  private static List<String> dependencies(HeaderTable root) {
    List<String> found = new ArrayList<>();
    List<?> items = root.value(DEPENDENCIES) instanceof List<?> list ? list : List.of();
    if (!(root.value(DEPENDENCIES) instanceof List<?>)) {
      root.error(DEPENDENCIES, "dependencies must be a list, such as [\"numpy>=2\"]");
    }
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i) instanceof String text)) {
        root.error(DEPENDENCIES, i, "each of the dependencies must be a string", null);
      } else if (ADDRESS.matcher(text).matches()) {
        root.error(
            DEPENDENCIES,
            i,
            "\"" + text + "\" is an address, and a lock file holds none",
            "name a release, such as \"numpy>=2\", or use an environment of the settings");
      } else if (isRequirement(text)) {
        found.add(text.strip().replaceAll("\\s+", " "));
      } else {
        root.error(
            DEPENDENCIES,
            i,
            "\"" + text + "\" is not a requirement (PEP 508)",
            "write it as in \"numpy>=2\" or \"tomli; python_version < '3.11'\"");
      }
    }
    return found;
  }

  private static boolean isRequirement(String text) {
    var matcher = REQUIREMENT.matcher(text);
    return matcher.matches()
        && (matcher.group("marker") == null || MARKER.matcher(matcher.group("marker")).matches());
  }
}
