package ledger.app.records;

import java.util.List;
import ledger.evidence.record.RunRecord;

/**
 * What was imported.
 *
 * @param runs one for each file
 */
public record ResultsImportResult(List<ImportedRun> runs) {
  /**
   * A run from another host.
   *
   * @param record as it is stored
   * @param before whether the same events were imported before, in which case nothing was written
   */
  public record ImportedRun(RunRecord record, boolean before) {}
}
