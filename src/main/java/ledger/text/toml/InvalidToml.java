package ledger.text.toml;

/** A text that is not valid TOML; the message says why, without a full stop. */
public final class InvalidToml extends Exception {
  private static final long serialVersionUID = 1;

  private final transient TomlSpot spot;

  InvalidToml(TomlSpot spot, String why) {
    super("this is not valid TOML: " + why);
    this.spot = spot;
  }

  /** Where the first mistake is. */
  public TomlSpot spot() {
    return spot;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
