package ledger.cli.git;

import java.util.List;
import java.util.Optional;
import ledger.cli.ExitCode;
import ledger.cli.Json;
import ledger.document.Ledger;
import ledger.document.TaskChange;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = "Show by task what differs between two revisions: added, moved, edited, removed.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger diff HEAD             what is not committed",
      "  ledger diff main feature/x",
      "  ledger diff v1.0 --json"
    })
public final class DiffCommand extends GitCommand {
  @Parameters(index = "0", paramLabel = "REF", description = "A branch, tag or commit.")
  private String from;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "REF",
      description = "Another one (default: the file as it is).")
  private @Nullable String to;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspaceInGit();
    Optional<Ledger> old = ledgerIn(this, workspace, from);
    Optional<Ledger> now =
        to == null ? Optional.of(newest(this, workspace)) : ledgerIn(this, workspace, to);
    if (old.isEmpty() && now.isEmpty()) {
      throw absent(this, workspace, from);
    }
    Ledger before = orNone(old, this, workspace, from);
    Ledger after = orNone(now, this, workspace, String.valueOf(to));
    List<TaskChange> changes = TaskChange.between(before, after);
    if (json) {
      console()
          .print(
              Json.write(
                  Json.object(
                      "schema",
                      "ledger-diff/1",
                      "changes",
                      changes.stream().map(ChangeText::json).toList())));
      return ExitCode.OK;
    }
    for (TaskChange change : changes) {
      console().print(ChangeText.line(change));
      ChangeText.cells(console(), "  ", change);
    }
    if (changes.isEmpty()) {
      console().note("no task differs");
    }
    return ExitCode.OK;
  }
}
