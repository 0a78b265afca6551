package ledger.merge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import ledger.document.DraftRow;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Table;
import ledger.document.TablePlace;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.parse.LedgerParser;
import ledger.document.parse.Parsed;
import ledger.text.Problem;
import ledger.text.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * A ledger as one side has it, by table and by task.
 *
 * @param tables those with an ID column, in the file's order
 * @param rows in the file's order
 */
record LedgerVersion(
    Ledger ledger, SequencedMap<TablePlace, Table> tables, SequencedMap<TaskId, PlacedRow> rows) {
  /** A row and where it is. */
  record PlacedRow(TablePlace place, Task task, String line) {
    /** The cell's text; null if the table has no such column. */
    @Nullable String text(String column) {
      return task.indexOf(column) < 0 ? null : task.text(column);
    }
  }

  /**
   * @throws Unmergeable if anything in it cannot be understood
   */
  static LedgerVersion of(SourceText source, Layout layout, String side) throws Unmergeable {
    if (source.content().isBlank()) {
      return of(Ledger.none(source));
    }
    Parsed parsed = LedgerParser.parse(source, layout);
    if (!parsed.problems().isEmpty()) {
      Problem first = parsed.problems().getFirst();
      throw new Unmergeable(
          side + " cannot be read as a ledger (" + first.place() + ": " + first.message() + ")");
    }
    if (!parsed.ledger().drafts().isEmpty()) {
      DraftRow draft = parsed.ledger().drafts().getFirst();
      throw new Unmergeable(
          side
              + " has a row without an ID in line "
              + (draft.line() + 1)
              + " ('ledger check --fix' numbers it)");
    }
    return of(parsed.ledger());
  }

  static LedgerVersion of(Ledger ledger) {
    SequencedMap<TaskId, PlacedRow> rows = new LinkedHashMap<>();
    ledger
        .tables()
        .forEach(
            (place, table) -> {
              for (Task task : table.rows()) {
                String line = ledger.source().line(task.line()).of(ledger.source().content());
                rows.put(task.id(), new PlacedRow(place, task, line));
              }
            });
    return new LedgerVersion(ledger, ledger.tables(), rows);
  }

  SourceText source() {
    return ledger.source();
  }

  String content() {
    return ledger.source().content();
  }

  /** The IDs of a table's rows, in order. */
  List<TaskId> order(TablePlace place) {
    return Optional.ofNullable(tables.get(place)).map(Table::rows).orElse(List.of()).stream()
        .map(Task::id)
        .toList();
  }

  /** Header and delimiter row as they are written, without the last line ending. */
  String header(Table table) {
    return content()
        .substring(
            source().line(table.headerLine()).start(), source().line(table.delimiterLine()).end());
  }
}
