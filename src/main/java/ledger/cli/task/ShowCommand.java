package ledger.cli.task;

import java.util.Map;
import java.util.Optional;
import ledger.cli.Console;
import ledger.cli.ExitCode;
import ledger.cli.Json;
import ledger.cli.LedgerCommand;
import ledger.cli.git.GitCommand;
import ledger.document.Columns;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.page.TaskPage;
import ledger.document.page.Transition;
import ledger.git.Checkout;
import ledger.text.SourceText;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show a task: its row, what its page keeps, its history.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger show MLX-002",
      "  ledger show MLX-002 --json",
      "  ledger show MLX-002 --ref v1.0"
    })
public final class ShowCommand extends LedgerCommand {
  @Parameters(paramLabel = "ID", description = "The task.")
  private String id;

  @Option(
      names = "--ref",
      paramLabel = "REF",
      description = "As it was in a branch, tag or commit.")
  private @Nullable String ref;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = ref == null ? workspace() : workspaceInGit();
    Ledger ledger =
        ref == null
            ? ledger(workspace, settings(workspace))
            : GitCommand.ledgerAt(this, workspace, ref);
    Task task = task(ledger, id);
    Optional<TaskPage> page =
        ref == null ? page(workspace, task.id()) : pageAt(workspace, task.id(), ref);
    if (json) {
      Map<String, Object> held = Map.copyOf(page.map(TaskPage::carriedOver).orElse(Map.of()));
      console()
          .print(
              Json.write(
                  Json.object(
                      "schema",
                      "ledger-show/1",
                      "task",
                      Json.task(task),
                      "held",
                      held,
                      "history",
                      Json.history(page))));
      return ExitCode.OK;
    }
    console().print(console().paint(Console.Style.BOLD, task.id() + "  " + task.title()));
    row("State", task.state().heading());
    task.values()
        .forEach(
            (column, text) -> {
              if (!column.equalsIgnoreCase(Columns.ID)
                  && !column.equalsIgnoreCase(Columns.TITLE)
                  && !text.isEmpty()) {
                row(column, text);
              }
            });
    page.map(TaskPage::carriedOver)
        .orElse(Map.of())
        .forEach((column, text) -> row(column, text + "  (kept in the page)"));
    for (Transition step : page.map(TaskPage::history).orElse(java.util.List.of())) {
      row(
          "History",
          step.date()
              + "  "
              + step.state()
              + (step.waived() == null ? "" : "  waived: " + step.waived()));
    }
    if (page.isPresent()) {
      row("Page", shown(workspace.page(task.id())));
    }
    return ExitCode.OK;
  }

  private Optional<TaskPage> pageAt(Workspace workspace, TaskId task, String revision)
      throws Exception {
    try (Checkout checkout = GitCommand.repository(this, workspace)) {
      Optional<SourceText> source = GitCommand.sourceAt(checkout, workspace.page(task), revision);
      return source.isEmpty() ? Optional.empty() : Optional.of(TaskPage.parse(source.get()));
    }
  }

  private void row(String name, String text) {
    console()
        .print(
            "  " + console().paint(Console.Style.DIM, String.format("%-12s", name)) + "  " + text);
  }
}
