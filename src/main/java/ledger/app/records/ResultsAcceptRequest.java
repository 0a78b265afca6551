package ledger.app.records;

/**
 * Accept that the claims or the task's text were edited after a run.
 *
 * @param id the task, as the user wrote its ID
 * @param reason why the edit needs no further run; this is recorded
 */
public record ResultsAcceptRequest(String id, String reason) {}
