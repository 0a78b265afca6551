package ledger.cli.git;

import java.util.List;
import java.util.Locale;
import ledger.app.git.history.ChangesRequest;
import ledger.app.git.history.ChangesResult;
import ledger.cli.ExitCode;
import ledger.cli.Json;
import ledger.cli.LedgerCommand;
import ledger.cli.Styled;
import ledger.cli.Styled.Style;
import ledger.document.TaskChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "changes",
    mixinStandardHelpOptions = true,
    description =
        "Summarise what has happened to the tasks since a revision or a day, up to the current file.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger changes --since v1.0",
      "  ledger changes --since 2026-11-01",
      "  ledger changes --since HEAD~10 --json"
    })
public final class ChangesCommand extends LedgerCommand {
  @Option(
      names = "--since",
      required = true,
      paramLabel = "REF|DATE",
      description =
          "A branch, tag or commit, or a day (YYYY-MM-DD), including changes of that day.")
  private String since;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    ChangesResult result = app().history().changes(new ChangesRequest(since));
    List<TaskChange> changes = result.diff().changes();
    ChangeText.without(this, result.diff());
    if (json) {
      console()
          .text(
              Json.write(
                  Json.object(
                      "schema", "ledger-changes/1",
                      "since", result.since(),
                      "changes", ChangeText.json(changes))));
      return ExitCode.OK;
    }
    for (TaskChange.ChangeKind kind : TaskChange.ChangeKind.values()) {
      print(kind, changes.stream().filter(change -> change.kind() == kind).toList());
    }
    if (changes.isEmpty()) {
      console().print("no task changed since " + since);
    }
    return ExitCode.OK;
  }

  private void print(TaskChange.ChangeKind kind, List<TaskChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    String name = kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
    console().print(Styled.of(Style.BOLD, name).and(" (" + changes.size() + ")"));
    for (TaskChange change : changes) {
      console().print("  " + ChangeText.line(change));
      ChangeText.cells(console(), "    ", change);
    }
  }
}
