package ledger.cli.task;

import java.util.LinkedHashMap;
import java.util.Map;
import ledger.document.Columns;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for cells; {@code --set} can set any column. */
final class CellOptions {
  @Option(names = "--priority", paramLabel = "P", description = "Priority.")
  private @Nullable String priority;

  @Option(names = "--owner", paramLabel = "NAME", description = "Owner.")
  private @Nullable String owner;

  @Option(names = "--notes", paramLabel = "TEXT", description = "Notes.")
  private @Nullable String notes;

  @Option(
      names = "--set",
      paramLabel = "COLUMN=TEXT",
      description = "Any column; may be given several times.")
  private Map<String, String> cells = Map.of();

  Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    put(values, Columns.PRIORITY, priority);
    put(values, Columns.OWNER, owner);
    put(values, Columns.NOTES, notes);
    values.putAll(cells);
    return values;
  }

  static void put(Map<String, String> values, String column, @Nullable String text) {
    if (text != null) {
      values.put(column, text);
    }
  }
}
