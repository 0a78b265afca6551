package ledger.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.document.Change;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.State;
import ledger.document.Task;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "move",
    customSynopsis = "ledger move [OPTIONS] ID... STATE",
    mixinStandardHelpOptions = true,
    description = {
      "Take tasks to another state. Columns that the target lacks are kept in the task's page and come back.",
      "Done needs fresh evidence if experiments are linked to the task; its outcome is then composed from it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger move MLX-002 start",
      "  ledger move MLX-002 review --reviewer Ada",
      "  ledger move MLX-002 done",
      "  ledger move MLX-007 done --waive \"no Mac at hand\""
    })
final class MoveCommand extends LedgerCommand {
  @Parameters(
      arity = "2..*",
      paramLabel = "ID... STATE",
      hideParamSyntax = true,
      description = "The tasks, then the state (backlog, start, review, done).")
  private List<String> words;

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

  @Option(names = "--dry-run", description = "Show the difference and write nothing.")
  private boolean dryRun;

  @Mixin private CellOptions cells;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    State to = state(settings.layout(), words.getLast());
    List<String> ids = words.subList(0, words.size() - 1);
    List<Editor.Wish> wishes = new ArrayList<>();
    List<String> moved = new ArrayList<>();
    for (String id : ids) {
      wishes.add(
          ledger -> {
            Task task = task(ledger, id);
            moved.add(task.id() + ": " + task.state().heading() + " → " + to.heading());
            return move(ledger, task, to);
          });
    }
    boolean changed = new Editor(this, workspace, settings).apply(wishes, dryRun);
    if (!dryRun) {
      moved.forEach(console()::print);
      if (!changed) {
        console().print("there already; nothing written");
      }
    }
    return ExitCode.OK;
  }

  private Change move(Ledger ledger, Task task, State to) {
    Map<String, String> values = cells.values();
    CellOptions.put(values, Columns.BRANCH, branch);
    CellOptions.put(values, Columns.REVIEWER, reviewer);
    CellOptions.put(values, Columns.OUTCOME, outcome);
    Map<String, String> defaults = new LinkedHashMap<>();
    LocalDate day = date == null ? context().today() : date;
    if (date != null) {
      for (String column : List.of(Columns.STARTED, Columns.COMPLETED)) {
        if (ledger.section(to).map(s -> s.table().indexOf(column) >= 0).orElse(false)) {
          values.putIfAbsent(column, day.toString());
        }
      }
    }
    return new Change.Move(
        task.id(), to, values, defaults, day, to.id().equals(Layout.DONE) ? waive : null);
  }
}
