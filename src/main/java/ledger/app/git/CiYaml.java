package ledger.app.git;

import java.util.Locale;
import java.util.Set;

/** Values in a workflow. */
final class CiYaml {
  /** Plain words that some reader of YAML takes for something else. */
  private static final Set<String> TAKEN =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private CiYaml() {}

  /** A YAML string. */
  static String scalar(String text) {
    boolean plain =
        text.matches("[A-Za-z.][A-Za-z0-9_./-]*[A-Za-z][A-Za-z0-9_./-]*(:[A-Za-z0-9_.-]+)?")
            && !TAKEN.contains(text.toLowerCase(Locale.ROOT));
    return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** A string in one of GitHub's expressions. */
  static String expression(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** The pattern that only this branch matches; most signs of patterns are no signs of branches. */
  static String filter(String branch) {
    return branch.replaceAll("([+!])", "\\\\$1");
  }
}
