package ledger.cli.task;

import java.time.LocalDate;
import java.util.List;
import ledger.app.edit.EditResult;
import ledger.app.task.EditRequest.CellText;
import ledger.app.task.MoveRequest;
import ledger.app.task.MoveRequest.Placing;
import ledger.cli.DryRun;
import ledger.cli.LedgerCommand;
import ledger.document.Columns;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves tasks to another state: what the commands that do so have in common. */
abstract class MovingCommand extends LedgerCommand {
  @Option(
      names = "--pr",
      paramLabel = "REF",
      description = "Pull request or branch (default: the current branch).")
  private @Nullable String branch;

  @Option(names = "--reviewer", paramLabel = "NAME", description = "Reviewer.")
  private @Nullable String reviewer;

  @Option(
      names = "--outcome",
      paramLabel = "TEXT",
      description = "Outcome (default: composed from the newest evidence).")
  private @Nullable String outcome;

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      description = "The day of the move (default: today).")
  private @Nullable LocalDate date;

  @Option(
      names = "--waive",
      paramLabel = "REASON",
      description = "Accept Done without evidence; recorded and shown as a waiver.")
  private @Nullable String waive;

  @Mixin DryRun dry = new DryRun();

  @Mixin private CellOptions cells = new CellOptions();

  /**
   * Moves tasks.
   *
   * @param state null to leave them in theirs
   * @param placing where each goes in the table; null for its usual position
   */
  int move(List<String> ids, @Nullable String state, @Nullable Placing placing) throws Exception {
    List<CellText> values = cells.values();
    CellOptions.put(values, Columns.BRANCH, branch);
    CellOptions.put(values, Columns.REVIEWER, reviewer);
    CellOptions.put(values, Columns.OUTCOME, outcome);
    EditResult result =
        app().move(new MoveRequest(ids, state, placing, values, date, waive, dry.run));
    return EditWords.report(this, result, dry.run);
  }
}
