package ledger.cli;

import java.util.ArrayList;
import java.util.List;
import ledger.document.Change;
import ledger.document.State;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "sort",
    mixinStandardHelpOptions = true,
    description =
        "Put rows in the order of their priorities; equals stay in your order. Only whole lines change places.",
    footerHeading = "%nExamples:%n",
    footer = {"  ledger sort", "  ledger sort backlog --dry-run"})
final class SortCommand extends LedgerCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "STATE",
      description = "Sections to sort (default: all with a priority column).")
  private List<String> names = List.of();

  @Option(names = "--dry-run", description = "Show the difference and write nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    List<State> states = new ArrayList<>();
    for (String name : names) {
      states.add(state(settings.layout(), name));
    }
    Change sort = new Change.Sort(states.isEmpty() ? settings.layout().states() : states);
    boolean changed = new Editor(this, workspace, settings).apply(List.of(ledger -> sort), dryRun);
    if (!dryRun) {
      console().print(changed ? "sorted" : "in order already; nothing written");
    }
    return ExitCode.OK;
  }
}
