package ledger.document.archive;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import ledger.document.TaskId;
import ledger.document.words.PlainName;

/**
 * The rows of the archive by their task. It is not a ledger: it may have any headings and columns,
 * as long as the ID comes first.
 */
public final class ArchiveRows {
  private ArchiveRows() {}

  /** Each row as it is, trimmed; if several have the same ID, the last one. */
  public static Map<TaskId, String> of(String archive) {
    Map<TaskId, String> rows = new LinkedHashMap<>();
    archive.lines().map(String::strip).forEach(row -> id(row).ifPresent(id -> rows.put(id, row)));
    return rows;
  }

  /** The task of a row; empty for any other line. */
  public static Optional<TaskId> id(String line) {
    int end = line.indexOf('|', 1);
    return isRow(line) && end > 0
        ? TaskId.typed(PlainName.unmarked(line.substring(1, end)))
        : Optional.empty();
  }

  /** Whether a line can be part of a table. */
  public static boolean isRow(String line) {
    return line.startsWith("|");
  }
}
