package ledger.app.ledger;

/**
 * Check a ledger.
 *
 * @param staged check what is staged in git, and nothing else
 * @param fix first fix what can be fixed without a decision
 * @param dryRun only report what would be fixed, without checking
 * @param strict whether a done task whose evidence no longer suffices is an error, whatever the
 *     settings say
 * @param fromRoot whether problems name files from the repository's root, as forges do, instead of
 *     from the current folder
 */
public record CheckRequest(
    boolean staged, boolean fix, boolean dryRun, boolean strict, boolean fromRoot) {
  /** The file as it is, by its settings. */
  static final CheckRequest PLAIN = new CheckRequest(false, false, false, false, false);
}
