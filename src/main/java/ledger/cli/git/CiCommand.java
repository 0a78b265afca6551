package ledger.cli.git;

import java.nio.file.Path;
import java.util.List;
import ledger.app.git.CiForge;
import ledger.app.git.CiRequest;
import ledger.app.git.CiResult;
import ledger.app.git.GitFailureReason;
import ledger.app.session.Failure;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.cli.ProductVersion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "ci",
    mixinStandardHelpOptions = true,
    description = {
      "Print a ready-made workflow for a forge: check with annotations, verify on Linux and macOS, publish"
          + " the site.",
      "It is a starting point: from then on the file is yours."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger ci github -o .github/workflows/ledger.yml",
      "  ledger ci gitlab -o .gitlab-ci.yml",
      "  ledger ci github --runner ubuntu-latest,my-gpu-host",
      "  ledger ci gitlab --runner my-mac=macos-15-xcode-16",
      "  ledger ci github --tool task-ledger==1.0",
      "  ledger ci github | diff .github/workflows/ledger.yml -"
    })
public final class CiCommand extends LedgerCommand {
  /** Which forge the workflow is for. */
  enum Forge {
    github(CiForge.GITHUB),
    gitlab(CiForge.GITLAB);

    private final CiForge meant;

    Forge(CiForge meant) {
      this.meant = meant;
    }
  }

  @Parameters(paramLabel = "FORGE", description = "${COMPLETION-CANDIDATES}.")
  private Forge forge;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write it to a new file; an existing one is never overwritten.")
  private @Nullable Path output;

  @Option(
      names = "--runner",
      paramLabel = "LABEL",
      split = ",",
      description = {
        "Runners that verify, one per kind of host (default: the forge's own, Linux and macOS).",
        "On GitLab a tag, or TAG=IMAGE."
      })
  private List<String> runners = List.of();

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      description =
          "On GitHub: the branch whose pushes run it and whose site is published (default: main).")
  private @Nullable String branch;

  @Option(
      names = "--tool",
      paramLabel = "WHAT",
      description = {
        "Where the forge gets ledger if git does not have it here:",
        "a release, task-ledger==VERSION; or another repository, OWNER/NAME on GitHub, an address to"
            + " clone on GitLab, each with @REVISION (default: this version's tag)."
      })
  private @Nullable String tool;

  @Override
  public Integer call() throws Exception {
    CiResult result;
    try {
      result =
          app()
              .ci(
                  new CiRequest(
                      forge.meant,
                      runners,
                      branch,
                      tool,
                      ProductVersion.number(),
                      launcher(),
                      output));
    } catch (Failure e) {
      throw advised(e);
    }
    if (result.written() == null) {
      result.workflow().lines().forEach(console()::print);
    } else {
      console().note("wrote " + shown(result.written()));
    }
    return ExitCode.OK;
  }

  private Failure advised(Failure e) {
    if (e.reason() == GitFailureReason.TOOL_ELSEWHERE) {
      return e.withHelp(
          "--tool task-ledger==VERSION installs a release; --tool OWNER/NAME (GitLab: an address to"
              + " clone) fetches its repository");
    }
    if (e.reason() == GitFailureReason.TOOL_FORM) {
      return e.withHelp(
          forge == Forge.github
              ? "OWNER/NAME, OWNER/NAME@REVISION, or a release such as task-ledger==1.0"
              : "an address to clone, ADDRESS@REVISION, or a release such as task-ledger==1.0");
    }
    return e.reason() == GitFailureReason.FILE_EXISTS
        ? e.withHelp("'ledger ci " + forge + " | diff " + output + " -' shows what differs")
        : e;
  }
}
