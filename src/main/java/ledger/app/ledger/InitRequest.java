package ledger.app.ledger;

/**
 * Create an empty ledger in the session's folder.
 *
 * @param title its heading
 */
public record InitRequest(String title) {}
