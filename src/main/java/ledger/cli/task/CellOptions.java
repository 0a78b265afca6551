package ledger.cli.task;

import java.util.ArrayList;
import java.util.List;
import ledger.app.task.EditRequest.CellText;
import ledger.document.Columns;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

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
      converter = ColumnAndText.class,
      description = "Any column; may be given several times.")
  private List<CellText> cells = List.of();

  /** Reads {@code COLUMN=TEXT}. */
  static final class ColumnAndText implements ITypeConverter<CellText> {
    @Override
    public CellText convert(String value) {
      int at = value.indexOf('=');
      if (at < 1) {
        throw new TypeConversionException("'" + value + "' is not of the form COLUMN=TEXT");
      }
      return new CellText(value.substring(0, at), value.substring(at + 1));
    }
  }

  /** What all of them say, and what a command's own options add. */
  List<CellText> values() {
    List<CellText> values = new ArrayList<>();
    put(values, Columns.PRIORITY, priority);
    put(values, Columns.OWNER, owner);
    put(values, Columns.NOTES, notes);
    values.addAll(cells);
    return values;
  }

  static void put(List<CellText> values, String column, @Nullable String text) {
    if (text != null) {
      values.add(new CellText(column, text));
    }
  }
}
