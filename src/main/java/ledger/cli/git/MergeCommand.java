package ledger.cli.git;

import ledger.app.git.merge.MergeRequest;
import ledger.app.git.merge.MergeResult;
import ledger.app.git.merge.MergeSource;
import ledger.app.session.Failure;
import ledger.cli.DryRun;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    description = {
      "Merge another commit's ledger, pages and archive into the working copy, by tasks and cells.",
      "Without REF: what the 'git merge' in progress brings in; then 'git add' and 'git commit'.",
      "Git's own state is not touched. Exit code 1 if conflicts are left to decide."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger merge feature/x --dry-run    what would change, and what conflicts",
      "  ledger merge                        after 'git merge' stopped, or 'git merge --no-commit'",
      "  ledger merge --repair HEAD          redo the merge commit HEAD, which a forge made by lines",
      "  ledger merge --repair 1a2b3c --with feature/x    the same where the forge squashed"
    })
public final class MergeCommand extends LedgerCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "REF",
      description = "A branch, tag or commit (default: the merge in progress).")
  private @Nullable String ref;

  @Option(
      names = "--repair",
      paramLabel = "COMMIT",
      description = "Merge this commit's parents again, and replace what it has with the result.")
  private @Nullable String repaired;

  @Option(
      names = "--with",
      paramLabel = "REF",
      description = "For --repair: what was merged, if the commit has only one parent.")
  private @Nullable String with;

  @Mixin private DryRun dry = new DryRun();

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    MergeResult result;
    try {
      result = app().merge(new MergeRequest(source(), dry.run));
    } catch (Failure e) {
      throw MergeReport.advised(e);
    }
    if (json) {
      console().text(MergeReport.json(result));
    } else {
      MergeReport.print(console(), result, dry.run);
    }
    return result.isClean() ? ExitCode.OK : ExitCode.NO;
  }

  private MergeSource source() throws Failure {
    if ((ref != null && repaired != null) || (with != null && repaired == null)) {
      throw Failure.wrongRequest(
          "REF cannot be used with --repair, and --with only with it", "see 'merge --help'");
    }
    if (repaired != null) {
      return new MergeSource.RepairedCommit(repaired, with);
    }
    return ref == null ? new MergeSource.GitMerge() : new MergeSource.OtherCommit(ref);
  }
}
