package ledger.cli.task;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import ledger.app.exchange.InitFromResult;
import ledger.cli.Console;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.document.Column;
import ledger.document.Ledger;
import ledger.document.Section;

/** Words for how a file is understood. */
final class UnderstoodWords {
  private UnderstoodWords() {}

  /**
   * Prints it, with what cannot be read.
   *
   * @return the exit code: whether all of it can be read
   */
  static int report(LedgerCommand command, InitFromResult result, boolean dryRun) {
    Console console = command.console();
    Ledger ledger = result.ledger();
    int rows = ledger.tasks().size();
    int drafts = ledger.drafts().size();
    console.print(
        command.shown(result.file())
            + ": "
            + counted(rows, "task")
            + (drafts == 0 ? "" : ", " + counted(drafts, "row") + " without an ID"));
    for (Section section : ledger.sections()) {
      int all = section.tasks().size() + section.drafts().size();
      console.print(
          "  state " + section.state().id() + ": " + section.state().heading() + " (" + all + ")");
    }
    columns(ledger)
        .forEach(
            (name, role) ->
                console.print("  column " + name + (role.isEmpty() ? "" : ": " + role)));
    if (rows > 0) {
      console.print("  priorities: " + String.join(", ", ledger.layout().priorities()));
      console.print("  IDs like " + ledger.tasks().getFirst().id());
    }
    if (result.text().isEmpty()) {
      console.print("no settings are needed");
    } else {
      console.print((dryRun ? "would write " : "wrote ") + command.shown(result.settings()) + ":");
      console.text(
          result
              .text()
              .stripTrailing()
              .lines()
              .map(l -> "  " + l)
              .collect(Collectors.joining("\n")));
    }
    result.problems().forEach(console::problem);
    return result.problems().isEmpty() ? ExitCode.OK : ExitCode.NO;
  }

  /** What each column is taken for, by its name; the user's own for nothing. */
  private static Map<String, String> columns(Ledger ledger) {
    Map<String, String> columns = new LinkedHashMap<>();
    ledger
        .tables()
        .values()
        .forEach(
            table -> {
              for (Column column : table.columns()) {
                String role = column.role() == null ? "" : column.role();
                columns.putIfAbsent(
                    column.name(), role.equalsIgnoreCase(column.name()) ? "" : role);
              }
            });
    return columns;
  }

  private static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
