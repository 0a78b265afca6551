package ledger.app.records;

import java.util.Optional;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.RunVerdict;

/**
 * One run.
 *
 * @param json the record as it is stored
 * @param verdict its present verdict, if that was requested
 */
public record ResultsShowResult(RunRecord record, String json, Optional<RunVerdict> verdict) {}
