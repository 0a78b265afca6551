package ledger.document.edit;

/** A change that cannot be made to this ledger, with a hint. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  private final String help;

  public Refusal(String message, String help) {
    super(message);
    this.help = help;
  }

  public String help() {
    return help;
  }
}
