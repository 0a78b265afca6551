package ledger.app.records;

import java.util.List;
import ledger.evidence.record.Acceptance;

/**
 * What was accepted.
 *
 * @param accepted one for each run that was suspect
 */
public record ResultsAcceptResult(List<Acceptance> accepted) {}
