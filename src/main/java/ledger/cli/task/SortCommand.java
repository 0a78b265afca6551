package ledger.cli.task;

import java.util.ArrayList;
import java.util.List;
import ledger.app.task.Editor;
import ledger.check.Priorities;
import ledger.cli.DryRun;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.document.Columns;
import ledger.document.Ledger;
import ledger.document.State;
import ledger.document.edit.Change;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "sort",
    mixinStandardHelpOptions = true,
    description =
        "Put rows in the order of their priorities; equals stay in your order. Only whole lines change places.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger sort",
      "  ledger sort backlog --dry-run",
      "  ledger sort backlog --by Priority,Owner",
      "  ledger sort done --by Completed --reverse"
    })
public final class SortCommand extends LedgerCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "STATE",
      description = "Sections to sort (default: all that have the columns).")
  private List<String> names = List.of();

  @Option(
      names = "--by",
      paramLabel = "COLUMN",
      split = ",",
      description =
          "Columns to sort by, the first one first (default: Priority). Empty cells come last.")
  private List<String> by = List.of(Columns.PRIORITY);

  @Option(names = "--reverse", description = "The other way round.")
  private boolean reverse;

  @Mixin private DryRun dry;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    List<State> states = new ArrayList<>();
    for (String name : names) {
      states.add(state(settings.layout(), name));
    }
    Change sort =
        new Change.Sort(states.isEmpty() ? settings.layout().states() : states, by, reverse);
    boolean changed = new Editor(this, workspace, settings).apply(List.of(ledger -> sort), dry.run);
    if (!dry.run) {
      console().print(changed ? "sorted" : "already in order; nothing written");
      Ledger after = ledger(workspace, settings);
      Priorities.unsorted(after, settings.layout()).stream()
          .map(problem -> "note: no longer sorted by priority: " + problem.message())
          .forEach(console()::note);
    }
    return ExitCode.OK;
  }
}
