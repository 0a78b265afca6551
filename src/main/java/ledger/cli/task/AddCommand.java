package ledger.cli.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import ledger.app.session.Failure;
import ledger.app.session.Workplace;
import ledger.app.task.Editor;
import ledger.app.task.UsedIds;
import ledger.cli.DryRun;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.document.Columns;
import ledger.document.Ledger;
import ledger.document.State;
import ledger.document.TaskId;
import ledger.document.edit.Change;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = {
      "Add a task. Its ID is the next number that was never used, not even in git's history.",
      "A column that the section's table lacks, and another one has, is kept on the task's page."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger add \"Measure prompt caching\" --priority High",
      "  ledger add \"Read the release notes\" --description \"What 0.33 changes\" --owner Ada --dry-run"
    })
public final class AddCommand extends LedgerCommand {
  @Parameters(paramLabel = "TITLE", description = "What is to do.")
  private String title;

  @Option(names = "--description", paramLabel = "TEXT", description = "Description.")
  private @Nullable String description;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      defaultValue = "backlog",
      description = "Section (default: ${DEFAULT-VALUE}).")
  private String state;

  @Option(
      names = "--prefix",
      paramLabel = "MLX",
      description = "The ID's prefix (default: the ledger's most used one).")
  private @Nullable String prefix;

  @Mixin private DryRun dry;

  @Mixin private CellOptions cells;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    State to = state(settings.layout(), state);
    Map<String, String> values = cells.values();
    values.put(Columns.TITLE, title);
    CellOptions.put(values, Columns.DESCRIPTION, description);
    UsedIds used = new UsedIds(new Workplace(session(), workspace, settings));
    TaskId[] added = new TaskId[1];
    List<String> notes = new ArrayList<>();
    new Editor(this, workspace, settings)
        .apply(
            List.of(
                ledger -> {
                  added[0] = next(ledger, used.of(ledger));
                  notes.clear();
                  ledger
                      .section(to)
                      .map(section -> section.table().columns())
                      .ifPresent(
                          columns ->
                              notes.addAll(held(workspace, added[0], to, columns, said(values))));
                  return new Change.Add(added[0], to, values);
                }),
            dry.run);
    if (!dry.run) {
      console().print("added " + added[0] + " to " + to.heading());
      notes.forEach(console()::note);
    }
    return ExitCode.OK;
  }

  private static Set<String> said(Map<String, String> values) {
    return values.entrySet().stream()
        .filter(value -> !value.getValue().isBlank())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private TaskId next(Ledger ledger, Set<TaskId> used) throws Failure {
    String wanted = prefix == null ? usual(ledger) : prefix;
    Optional<TaskId> last =
        used.stream().filter(id -> id.prefix().equals(wanted)).max(Comparator.naturalOrder());
    if (last.isPresent()) {
      return last.get().withNumber(last.get().number() + 1);
    }
    return TaskId.parse(wanted + "-001")
        .orElseThrow(
            () ->
                Failure.wrongRequest(
                    "'" + wanted + "' is not a prefix", "capital letters and digits, such as MLX"));
  }

  private static String usual(Ledger ledger) throws Failure {
    Map<String, Long> counts =
        ledger.tasks().stream()
            .map(t -> t.id().prefix())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return counts.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElseThrow(
            () ->
                Failure.wrongRequest(
                    "the ledger has no task whose prefix could be used", "give one: --prefix MLX"));
  }
}
