package ledger.cli;

/**
 * How much the stress tests do: a little in every run, all of it with {@code -Dledger.stress=full}.
 */
final class Scale {
  static final boolean FULL = "full".equals(System.getProperty("ledger.stress"));

  private Scale() {}

  static int of(int usual, int full) {
    return FULL ? full : usual;
  }
}
