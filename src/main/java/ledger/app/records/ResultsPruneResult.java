package ledger.app.records;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import ledger.evidence.judge.Retention.Useless;

/**
 * What is no longer needed.
 *
 * @param files the records, each followed by the files that refer to it
 * @param bytes of all these files
 * @param removed whether they are removed now
 */
public record ResultsPruneResult(List<UnneededFile> files, long bytes, boolean removed) {
  /**
   * A file that is not needed.
   *
   * @param why for a record; empty for a file that is useless without the record before it
   */
  public record UnneededFile(Path file, Optional<Useless> why) {}
}
