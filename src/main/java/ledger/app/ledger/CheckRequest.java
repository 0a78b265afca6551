package ledger.app.ledger;

/**
 * Check a ledger.
 *
 * @param staged check what is staged in git, and nothing else
 * @param fix first fix what can be fixed without a decision
 * @param dryRun only say what would be fixed; the check is left out
 */
public record CheckRequest(boolean staged, boolean fix, boolean dryRun) {}
