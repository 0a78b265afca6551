package ledger.app.records;

/**
 * One run.
 *
 * @param run its ID, or a part of it that no other run's ID contains
 * @param judged whether to include its present verdict, for which its task must be in the ledger
 */
public record ResultsShowRequest(String run, boolean judged) {}
