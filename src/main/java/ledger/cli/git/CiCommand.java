package ledger.cli.git;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import ledger.app.git.CiWorkflow;
import ledger.app.session.Failure;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.git.Checkout;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "ci",
    mixinStandardHelpOptions = true,
    description = {
      "Print a ready workflow for a forge: check with annotations, verify on Linux and macOS, site to"
          + " pages.",
      "It is a start: from then on the file is yours."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger ci github -o .github/workflows/ledger.yml",
      "  ledger ci gitlab -o .gitlab-ci.yml",
      "  ledger ci github --runner ubuntu-latest,my-gpu-host",
      "  ledger ci gitlab --runner my-mac=macos-15-xcode-16",
      "  ledger ci github | diff .github/workflows/ledger.yml -"
    })
public final class CiCommand extends LedgerCommand {
  /** Whose workflow it is. */
  enum Forge {
    github,
    gitlab
  }

  @Parameters(paramLabel = "FORGE", description = "${COMPLETION-CANDIDATES}.")
  private Forge forge;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write it to a new file; one that is there is never overwritten.")
  private @Nullable Path output;

  @Option(
      names = "--runner",
      paramLabel = "LABEL",
      split = ",",
      description = {
        "Kinds of host that verify (default: the forge's own with Linux and macOS).",
        "On GitLab a tag, or TAG=IMAGE."
      })
  private List<String> runners = List.of();

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      defaultValue = "main",
      description =
          "On GitHub: whose pushes run it, and whose site is published (default: ${DEFAULT-VALUE}).")
  private String branch;

  @Option(
      names = "--tool",
      paramLabel = "REPOSITORY",
      description = {
        "Where ledger's own repository is, if it is not this one:",
        "OWNER/NAME on GitHub, an address to clone on GitLab."
      })
  private @Nullable String tool;

  @Override
  public Integer call() throws Exception {
    CiWorkflow workflow = workflow();
    String text =
        switch (forge) {
          case github -> workflow.github();
          case gitlab -> workflow.gitlab();
        };
    if (output == null) {
      text.lines().forEach(console()::print);
    } else {
      write(context().folder().resolve(output), text);
    }
    return ExitCode.OK;
  }

  private CiWorkflow workflow() throws IOException, Failure {
    Workspace workspace = workspace();
    try (Checkout checkout = GitCommand.checkout(this, workspace)) {
      String ledger = GitCommand.path(checkout, workspace.ledger());
      boolean found = ledger.equals("ledger/TASKS.md");
      return new CiWorkflow(
          tool == null ? ownLauncher(checkout) : CiWorkflow.TOOL_FOLDER + "/bin/ledger",
          found ? null : ledger,
          GitCommand.path(checkout, workspace.results()),
          GitCommand.path(checkout, workspace.site()),
          branch,
          runners.isEmpty() ? usualRunners() : runners,
          tool);
    }
  }

  private List<String> usualRunners() {
    return forge == Forge.github ? CiWorkflow.GITHUB_RUNNERS : CiWorkflow.GITLAB_RUNNERS;
  }

  /** A forge has only what is in the repository. */
  private static String ownLauncher(Checkout checkout) throws IOException, Failure {
    String path = System.getProperty("ledger.launcher");
    Optional<String> inside =
        path == null ? Optional.empty() : checkout.inRepository(Path.of(path));
    return inside.orElseThrow(
        () ->
            Failure.wrongRequest(
                "ledger itself is not in this repository, so the forge would not have it",
                "--tool OWNER/NAME (GitLab: an address to clone) says where it is"));
  }

  private void write(Path file, String text) throws IOException, Failure {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw Failure.cannot(
          shown(file) + " exists and stays as it is",
          "'ledger ci " + forge + " | diff " + shown(file) + " -' shows what differs");
    }
    console().note("wrote " + shown(file));
  }
}
