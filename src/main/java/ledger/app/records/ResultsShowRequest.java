package ledger.app.records;

/**
 * One run.
 *
 * @param run its ID, or a part of it that no other run's ID has
 * @param judged whether to say also what it says now, for which its task must be in the ledger
 */
public record ResultsShowRequest(String run, boolean judged) {}
