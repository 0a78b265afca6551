package ledger.cli.exchange;

import java.nio.file.Path;
import java.util.stream.Collectors;
import ledger.app.exchange.ImportRequest;
import ledger.app.exchange.ImportResult;
import ledger.cli.DryRun;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Take the tasks of another program's list into the ledger, as one change.",
      "IDs stay where they fit. What the ledger has no column for gets one."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger import TODO.md --dry-run",
      "  task export > tasks.json; ledger import tasks.json",
      "  gh issue list --state all --json number,title,state,labels,body > issues.json; ledger import issues.json",
      "  ledger import backlog"
    })
public final class ImportCommand extends LedgerCommand {
  @Parameters(paramLabel = "FILE", description = "The list; for Backlog.md its folder.")
  private Path file;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "checklist (also of Obsidian), todo.txt, taskwarrior, backlog.md, github, csv or json"
              + " (default: what the file seems to be).")
  private @Nullable String format;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description = "Of the IDs of tasks that cannot keep theirs.")
  private @Nullable String prefix;

  @Option(names = "--partial", description = "Leave out what cannot be read.")
  private boolean partial;

  @Mixin private DryRun dry = new DryRun();

  @Override
  public Integer call() throws Exception {
    ImportResult result = app().takeIn(new ImportRequest(file, format, prefix, partial, dry.run));
    if (dry.run) {
      result.edit().files().forEach(console()::diff);
    }
    int all = result.counts().values().stream().mapToInt(Integer::intValue).sum();
    String where =
        result.counts().entrySet().stream()
            .map(count -> count.getValue() + " to " + count.getKey().heading())
            .collect(Collectors.joining(", "));
    console()
        .print(
            (dry.run ? "would add " : "added ")
                + all
                + (all == 1 ? " task: " : " tasks: ")
                + where
                + "; "
                + (result.newIds() == 0
                    ? "all keep their IDs"
                    : result.newIds() == all
                        ? "all get new IDs"
                        : result.newIds() + " of them with new IDs"));
    if (!result.columns().isEmpty()) {
      console().note("note: new columns: " + String.join(", ", result.columns()));
    }
    result
        .changed()
        .forEach((was, is) -> console().note("note: '" + was + "' is '" + is + "' here"));
    if (!result.left().isEmpty()) {
      console().note("note: not taken: " + String.join(", ", result.left()));
    }
    result.problems().forEach(problem -> console().problem(problem.asWarning()));
    return ExitCode.OK;
  }
}
