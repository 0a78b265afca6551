package ledger.app.records;

import java.util.Optional;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.RunVerdict;

/**
 * One run.
 *
 * @param json the record as it is kept
 * @param verdict what it says now, if that was asked for
 */
public record ResultsShowResult(RunRecord record, String json, Optional<RunVerdict> verdict) {}
