package ledger.cli.git;

import java.nio.file.Path;
import ledger.app.git.merge.MergeDriverRequest;
import ledger.app.git.merge.MergeDriverResult;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "merge-driver",
    mixinStandardHelpOptions = true,
    description = {
      "Merge two versions of a ledger or page, for git; 'ledger hook install --merge-driver' sets it"
          + " up.",
      "The result is written to OURS. Exit code 1 if something is left to decide."
    },
    footerHeading = "%nExample, as git calls it:%n",
    footer = {"  ledger merge-driver %%O %%A %%B %%P"})
public final class MergeDriverCommand extends LedgerCommand {
  @Parameters(index = "0", paramLabel = "BASE", description = "The common ancestor's version.")
  private Path base;

  @Parameters(index = "1", paramLabel = "OURS", description = "Our version; the result goes here.")
  private Path ours;

  @Parameters(index = "2", paramLabel = "THEIRS", description = "Their version.")
  private Path theirs;

  @Parameters(
      index = "3",
      arity = "0..1",
      paramLabel = "PATH",
      description = "The file's path, for messages; a file in a folder 'tasks' is a page.")
  private @Nullable Path path;

  @Override
  public Integer call() throws Exception {
    MergeDriverRequest request = new MergeDriverRequest(base, ours, theirs, path);
    return switch (app().mergeDriver(request)) {
      case MergeDriverResult.ByTasks done -> {
        MergeReport.print(console(), request.name(), done.merged());
        yield done.merged().isClean() ? ExitCode.OK : ExitCode.NO;
      }
      case MergeDriverResult.ByLines done -> {
        console().note("ledger: merged " + request.name() + " by lines: " + done.reason());
        console().note("  help: look through it, then 'ledger check' and 'git add'");
        yield ExitCode.NO;
      }
      case MergeDriverResult.Unreadable unreadable -> {
        console().problem(unreadable.problem());
        yield ExitCode.NO;
      }
    };
  }
}
