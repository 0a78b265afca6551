package ledger.text.toml;

/**
 * A place in a TOML text.
 *
 * @param line from 1
 * @param column in characters (code points), from 1
 */
public record TomlSpot(int line, int column) {
  static TomlSpot of(org.tomlj.TomlPosition position) {
    return new TomlSpot(position.line(), position.column());
  }
}
