package ledger.app.ledger;

/**
 * Check a ledger.
 *
 * @param staged check what is staged in git, and nothing else
 * @param fix first fix what can be fixed without a decision
 * @param dryRun only report what would be fixed, without checking
 */
public record CheckRequest(boolean staged, boolean fix, boolean dryRun) {}
