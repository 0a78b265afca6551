package ledger.git.framework;

/** Values in configurations. */
final class Quoted {
  private Quoted() {}

  /** A YAML scalar, in quotes only where it would be read differently. */
  static String yaml(String text) {
    boolean plain =
        text.matches("[A-Za-z./^$][^\\p{Cntrl}]*")
            && !text.contains(": ")
            && !text.contains(" #")
            && !text.endsWith(":")
            && !text.endsWith(" ");
    return plain ? text : "'" + text.replace("'", "''") + "'";
  }

  /** A string of JSON, and of TOML. */
  static String json(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
