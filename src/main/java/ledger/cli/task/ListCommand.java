package ledger.cli.task;

import java.util.List;
import java.util.Locale;
import ledger.cli.Console;
import ledger.cli.ExitCode;
import ledger.cli.Json;
import ledger.cli.LedgerCommand;
import ledger.cli.git.GitCommand;
import ledger.document.Columns;
import ledger.document.Ledger;
import ledger.document.Section;
import ledger.document.State;
import ledger.document.Task;
import ledger.text.DisplayWidth;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Show the tasks, section by section.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger list",
      "  ledger list --state backlog --priority high",
      "  ledger list --search memory --json",
      "  ledger list --ref v1.0"
    })
public final class ListCommand extends LedgerCommand {
  @Option(names = "--state", paramLabel = "STATE", split = ",", description = "Only these states.")
  private List<String> states = List.of();

  @Option(
      names = "--priority",
      paramLabel = "P",
      split = ",",
      description = "Only these priorities.")
  private List<String> priorities = List.of();

  @Option(
      names = "--owner",
      paramLabel = "NAME",
      description = "Only this owner's; '' for tasks without one.")
  private @org.jspecify.annotations.Nullable String owner;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description = "Only rows that hold this text, letter case ignored.")
  private String search = "";

  @Option(
      names = "--ref",
      paramLabel = "REF",
      description = "As it was in a branch, tag or commit.")
  private @org.jspecify.annotations.Nullable String ref;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = ref == null ? workspace() : workspaceInGit();
    Settings settings =
        ref == null ? settings(workspace) : GitCommand.settingsAt(this, workspace, ref);
    Ledger ledger =
        ref == null ? ledger(workspace, settings) : GitCommand.ledgerAt(this, workspace, ref);
    List<State> wanted = new java.util.ArrayList<>();
    for (String word : states) {
      wanted.add(state(settings.layout(), word));
    }
    List<Task> tasks =
        ledger.tasks().stream()
            .filter(t -> wanted.isEmpty() || wanted.contains(t.state()))
            .filter(this::matches)
            .toList();
    if (json) {
      console()
          .print(
              Json.write(
                  Json.object(
                      "schema",
                      "ledger-list/1",
                      "tasks",
                      tasks.stream().map(Json::task).toList())));
      return ExitCode.OK;
    }
    for (Section section : ledger.sections()) {
      if (wanted.isEmpty() || wanted.contains(section.state())) {
        print(
            section.state(),
            tasks.stream().filter(t -> t.state().equals(section.state())).toList());
      }
    }
    return ExitCode.OK;
  }

  private boolean matches(Task task) {
    String text = String.join("\n", task.values().values()).toLowerCase(Locale.ROOT);
    return (priorities.isEmpty()
            || priorities.stream().anyMatch(task.text(Columns.PRIORITY)::equalsIgnoreCase))
        && (owner == null || task.text(Columns.OWNER).equalsIgnoreCase(owner))
        && text.contains(search.toLowerCase(Locale.ROOT));
  }

  private void print(State state, List<Task> tasks) {
    console()
        .print(console().paint(Console.Style.BOLD, state.heading()) + " (" + tasks.size() + ")");
    int idWidth = tasks.stream().mapToInt(t -> t.id().value().length()).max().orElse(0);
    int noteWidth = tasks.stream().mapToInt(t -> DisplayWidth.of(key(t))).max().orElse(0);
    for (Task task : tasks) {
      String key = key(task);
      String gap = " ".repeat(noteWidth - DisplayWidth.of(key));
      console()
          .print(
              "  "
                  + pad(task.id().value(), idWidth)
                  + "  "
                  + key
                  + gap
                  + (noteWidth == 0 ? "" : "  ")
                  + task.title());
    }
  }

  /** What a section is sorted by: priority or date. */
  private static String key(Task task) {
    for (String column :
        List.of(Columns.PRIORITY, Columns.COMPLETED, Columns.STARTED, Columns.REVIEWER)) {
      if (task.indexOf(column) >= 0) {
        return task.text(column);
      }
    }
    return "";
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
