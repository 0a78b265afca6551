package ledger.cli.task;

import java.util.Map;
import ledger.app.ledger.TaskDetails;
import ledger.cli.ExitCode;
import ledger.cli.Json;
import ledger.cli.LedgerCommand;
import ledger.cli.Styled;
import ledger.cli.Styled.Style;
import ledger.document.Columns;
import ledger.document.Task;
import ledger.document.page.TaskPage;
import ledger.document.page.Transition;
import ledger.text.DisplayWidth;
import ledger.text.Visible;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show a task: its row, what is kept on its page, its history.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger show APO-002",
      "  ledger show APO-002 --json",
      "  ledger show APO-002 --ref v1.0"
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
    TaskDetails details = app().show(id, ref);
    if (json) {
      json(details);
    } else {
      print(details);
    }
    return ExitCode.OK;
  }

  private void json(TaskDetails details) {
    Map<String, Object> carried =
        Map.copyOf(details.page().map(TaskPage::carriedOver).orElse(Map.of()));
    console()
        .text(
            Json.write(
                Json.object(
                    "schema",
                    "ledger-show/1",
                    "task",
                    Json.task(details.task()),
                    "held",
                    carried,
                    "history",
                    Json.history(details.page()))));
  }

  private void print(TaskDetails details) {
    Task task = details.task();
    console().print(Styled.of(Style.BOLD, task.id() + "  " + task.title()));
    row("State", task.state().heading());
    for (int i = 0; i < task.columns().size(); i++) {
      String text = task.texts().get(i);
      boolean above =
          (i == task.indexOf(Columns.ID) && text.equals(task.id().value()))
              || i == task.indexOf(Columns.TITLE);
      if (!above && !text.isEmpty()) {
        row(task.columns().get(i).name(), text);
      }
    }
    if (details.page().isPresent()) {
      TaskPage page = details.page().get();
      page.carriedOver().forEach((column, text) -> row(column, text + "  (kept on the page)"));
      for (Transition step : page.history()) {
        String waived = step.waived() == null ? "" : "  waived: " + step.waived();
        row("History", step.date() + "  " + step.state() + waived);
      }
      row("Page", shown(details.pageFile()));
    }
  }

  private void row(String name, String text) {
    String label = DisplayWidth.padded(Visible.line(name), 12);
    console().print(Styled.of("  ").and(Style.DIM, label).and("  " + text));
  }
}
