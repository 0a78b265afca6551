package ledger.document.archive;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import ledger.document.Column;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.edit.RowStyle;
import ledger.document.parse.RowScanner;
import ledger.text.LineEnds;

/**
 * The file of what is no longer in the ledger: rows that were removed, and IDs that were retired.
 * It only ever grows, and its IDs stay used.
 */
public final class Archive {
  private static final String REMOVED = "Removed (YYYY-MM-DD)";
  private static final String REASON = "Reason";

  private Archive() {}

  /**
   * The archive's text with more rows, every cell of them as it was.
   *
   * @param archive the text so far; empty for none
   * @param eol the line ending for a new archive
   */
  public static String withRows(
      String archive, List<Task> rows, LocalDate date, String reason, String eol) {
    List<String> lines = new ArrayList<>();
    String open = "";
    for (Task row : rows) {
      List<String> names = new ArrayList<>();
      for (Column column : row.columns()) {
        names.add(
            column.hint() == null ? column.name() : column.name() + " (" + column.hint() + ")");
      }
      names.addAll(List.of(REMOVED, REASON));
      String heading = "## " + row.state().heading();
      String header = RowStyle.plain(names);
      String table = heading + "\n" + header;
      if (open.isEmpty() ? !endsInTable(archive, heading, header) : !open.equals(table)) {
        String dashes = names.stream().map(n -> "---").collect(Collectors.joining("|", "|", "|"));
        lines.addAll(List.of("", heading, header, dashes));
      }
      open = table;
      List<String> values = new ArrayList<>(row.texts());
      values.addAll(List.of(date.toString(), RowScanner.unpadded(reason)));
      lines.add(RowStyle.plain(values));
    }
    return added(archive, lines, eol);
  }

  /** The archive's text with a note that one ID was retired in favour of another. */
  public static String withRenumbering(
      String archive, TaskId from, TaskId to, LocalDate date, String eol) {
    return added(archive, List.of("", from + " is " + to + " since " + date + "."), eol);
  }

  private static String added(String archive, List<String> lines, String eol) {
    String end = LineEnds.of(archive, eol);
    StringBuilder text = new StringBuilder(archive.isEmpty() ? "# Archive" + end : archive);
    if (!archive.isEmpty() && !archive.endsWith("\n") && !archive.endsWith("\r")) {
      text.append(end);
    }
    lines.forEach(line -> text.append(line).append(end));
    return text.toString();
  }

  /** Whether a row added at the end would belong to a table with this heading and these columns. */
  private static boolean endsInTable(String archive, String heading, String header) {
    List<String> lines = archive.lines().toList();
    int last = lines.lastIndexOf(heading);
    return last >= 0
        && last + 2 < lines.size()
        && lines.get(last + 1).equals(header)
        && lines.subList(last + 1, lines.size()).stream().allMatch(line -> line.startsWith("|"));
  }
}
