package ledger.merge;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import ledger.document.TaskId;
import ledger.text.SourceText;

/**
 * The files of a ledger as one commit has them.
 *
 * @param ledger empty if there is none
 * @param archive empty if there is none
 * @param pages those that exist
 */
public record LedgerFiles(
    SourceText ledger, SourceText archive, SortedMap<TaskId, SourceText> pages) {
  public LedgerFiles {
    pages = Collections.unmodifiableSortedMap(new TreeMap<>(pages));
  }
}
