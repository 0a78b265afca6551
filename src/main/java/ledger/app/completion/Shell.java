package ledger.app.completion;

/** A shell that can complete commands. */
public enum Shell {
  bash,
  zsh,
  fish
}
