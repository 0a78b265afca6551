package ledger.cli.query;

import java.util.List;
import ledger.app.session.Failure;
import ledger.app.task.NextRequest;
import ledger.cli.DryRun;
import ledger.cli.ExitCode;
import ledger.cli.Json;
import ledger.cli.LedgerCommand;
import ledger.cli.task.EditWords;
import ledger.document.Task;
import ledger.document.work.Ready;
import ledger.text.Numbers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "next",
    mixinStandardHelpOptions = true,
    description = {
      "Show what is ready: tasks of the first state that depend on nothing open; the highest priority first, then the"
          + " earliest due date, then the file's order.",
      "--start begins the first of them in one step: two who ask at once never get the same task. It keeps to"
          + " the limit in the settings ([states.in-progress] limit = 3).",
      "Exit code 1 if nothing is ready."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger next",
      "  ledger next --start --owner Ada",
      "  ledger next --owner Ada --limit 1 --json"
    })
public final class NextCommand extends LedgerCommand {
  private static final int USUAL = 5;

  @Option(names = "--start", description = "Begin the first one.")
  private boolean start;

  @Option(
      names = "--owner",
      paramLabel = "NAME",
      description =
          "Who does it: leaves out the tasks of others, and is the owner of what is begun.")
  private @Nullable String owner;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most this many tasks (default: 5).")
  private int most = USUAL;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Mixin private DryRun dry = new DryRun();

  @Override
  public Integer call() throws Exception {
    if (start) {
      if (json) {
        throw Failure.wrongRequest("--start answers in words, so it excludes --json", null);
      }
      return EditWords.report(this, app().next().start(new NextRequest(owner, dry.run)), dry.run);
    }
    Ready ready = app().next().ready(owner);
    List<Task> shown = ready.tasks().subList(0, Math.min(Math.max(most, 0), ready.tasks().size()));
    if (json) {
      console().text(json(ready, shown));
    } else {
      TaskTable.print(console(), shown);
      int more = ready.tasks().size() - shown.size();
      if (more > 0) {
        console().note("and " + more + " more");
      }
      if (ready.tasks().isEmpty()) {
        console().note("no task is ready");
      }
      if (ready.waiting() > 0) {
        console()
            .note(
                Numbers.count(ready.waiting(), "task waits", "tasks wait")
                    + " for others that are not done");
      }
      if (!ready.hasRoom()) {
        console()
            .note(
                ready.state().heading()
                    + " has "
                    + Numbers.count(ready.begun(), "task", "tasks")
                    + ", and its limit is "
                    + ready.limit()
                    + ": finish one of them first");
      }
    }
    return ready.tasks().isEmpty() || !ready.hasRoom() ? ExitCode.NO : ExitCode.OK;
  }

  private static String json(Ready ready, List<Task> shown) {
    return Json.write(
        Json.object(
            "schema",
            "ledger-next/1",
            "tasks",
            shown.stream().map(Json::task).toList(),
            "ready",
            ready.tasks().size(),
            "waiting",
            ready.waiting(),
            "state",
            ready.state().id(),
            "begun",
            ready.begun(),
            "limit",
            ready.limit()));
  }
}
