package ledger.cli.query;

import java.util.ArrayList;
import java.util.List;
import ledger.app.ledger.ListRequest;
import ledger.app.ledger.TaskList;
import ledger.cli.ExitCode;
import ledger.cli.Json;
import ledger.cli.LedgerCommand;
import ledger.cli.Styled;
import ledger.cli.Styled.Style;
import ledger.document.Columns;
import ledger.document.Task;
import ledger.text.DisplayWidth;
import ledger.text.Visible;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the tasks, section by section.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger list",
      "  ledger list --state backlog --priority high",
      "  ledger list --mine --overdue --sort due",
      "  ledger list --tag web --milestone 1.0",
      "  ledger list --columns id,title,tags --group milestone",
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
      description = "Only tasks of this owner; '' for tasks without one.")
  private @Nullable String owner;

  @Option(names = "--mine", description = "Only tasks whose owner is git's user.name.")
  private boolean mine;

  @Option(
      names = "--overdue",
      description = "Only tasks that are not done and were due before today.")
  private boolean overdue;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      split = ",",
      description = "Only tasks with this tag.")
  private List<String> tags = List.of();

  @Option(
      names = "--milestone",
      paramLabel = "NAME",
      split = ",",
      description = "Only tasks of this milestone.")
  private List<String> milestones = List.of();

  @Option(
      names = "--sort",
      paramLabel = "COLUMN",
      split = ",",
      description = "Show each section sorted by these columns; the file stays as it is.")
  private List<String> by = List.of();

  @Option(
      names = "--columns",
      paramLabel = "COLUMN",
      split = ",",
      description = "Show these columns; 'State' is one too.")
  private List<String> columns = List.of();

  @Option(
      names = "--group",
      paramLabel = "COLUMN",
      description = "Put together what has the same text in this column, instead of the state.")
  private @Nullable String group;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description =
          "Only tasks whose row contains this text, or what their page carries over, ignoring case.")
  private String search = "";

  @Option(
      names = "--ref",
      paramLabel = "REF",
      description = "As it was in a branch, tag or commit.")
  private @Nullable String ref;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    boolean laidOut = !json && console().answersTerminal();
    List<String> needed = new ArrayList<>(columns);
    needed.addAll(group == null ? List.of() : List.of(group));
    TaskList list =
        app()
            .list(
                new ListRequest(
                    states,
                    priorities,
                    owner,
                    mine,
                    overdue,
                    tags,
                    milestones,
                    search,
                    by,
                    needed,
                    laidOut,
                    ref));
    if (json) {
      List<Object> tasks = new ArrayList<>();
      List<Object> drafts = new ArrayList<>();
      list.sections().forEach(part -> part.tasks().forEach(task -> tasks.add(Json.task(task))));
      list.sections().forEach(part -> part.drafts().forEach(row -> drafts.add(Json.draft(row))));
      console()
          .text(
              Json.write(Json.object("schema", "ledger-list/1", "tasks", tasks, "drafts", drafts)));
    } else if (laidOut || !columns.isEmpty() || group != null) {
      new TaskTable(console(), list, columns, group).print();
    } else {
      list.sections().forEach(this::print);
    }
    return ExitCode.OK;
  }

  private void print(TaskList.Part part) {
    List<Task> tasks = part.tasks();
    console().print(Styled.of(Style.BOLD, part.state().heading()).and(" (" + tasks.size() + ")"));
    int idWidth = tasks.stream().mapToInt(t -> t.id().value().length()).max().orElse(0);
    int keyWidth = tasks.stream().mapToInt(t -> DisplayWidth.of(key(t))).max().orElse(0);
    for (Task task : tasks) {
      String id = DisplayWidth.padded(task.id().value(), idWidth);
      String key = DisplayWidth.padded(key(task), keyWidth);
      console().print("  " + id + "  " + key + (keyWidth == 0 ? "" : "  ") + task.title());
    }
    part.drafts().forEach(row -> console().print("  (no ID)  " + row.title()));
  }

  /** What a section is sorted by: priority or date. */
  private static String key(Task task) {
    for (String column :
        List.of(Columns.PRIORITY, Columns.COMPLETED, Columns.STARTED, Columns.REVIEWER)) {
      if (task.indexOf(column) >= 0) {
        return Visible.line(task.text(column));
      }
    }
    return "";
  }
}
