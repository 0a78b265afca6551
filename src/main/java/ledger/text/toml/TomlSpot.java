package ledger.text.toml;

/**
 * A place in a TOML text.
 *
 * @param line from 1
 * @param column in characters, from 1
 */
public record TomlSpot(int line, int column) {
  static final TomlSpot START = new TomlSpot(1, 1);
}
