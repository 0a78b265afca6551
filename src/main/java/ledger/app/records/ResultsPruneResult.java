package ledger.app.records;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import ledger.evidence.judge.Retention.Useless;

/**
 * What nothing needs any more.
 *
 * @param files the records, each followed by what speaks of it
 * @param bytes of all these files
 * @param removed whether they are removed now
 */
public record ResultsPruneResult(List<UnneededFile> files, long bytes, boolean removed) {
  /**
   * A file that nothing needs.
   *
   * @param why of a record; empty for what says nothing without the record before it
   */
  public record UnneededFile(Path file, Optional<Useless> why) {}
}
