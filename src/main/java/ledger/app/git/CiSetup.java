package ledger.app.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import ledger.app.session.Failure;
import ledger.app.session.PastLedger;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.git.Checkout;
import ledger.git.history.Revisions;
import ledger.io.DurableFile;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * Composes a workflow for the ledger's repository, and writes it unless that would replace a file.
 */
public final class CiSetup {
  private CiSetup() {}

  public static CiResult run(Session session, CiRequest request) throws IOException, Failure {
    if (request.branch() != null && request.forge() == CiForge.GITLAB) {
      throw Failure.wrongRequest(
          "--branch goes with github only: GitLab runs it for its default branch", "leave it out");
    }
    Workspace workspace = Workplace.find(session);
    String text = workflow(session, workspace, request).text(request.forge());
    Path output = request.output();
    if (output == null) {
      return new CiResult(text, null);
    }
    Path file = session.folder().resolve(output);
    workspace.files().named(file);
    return new CiResult(text, written(session, file, text));
  }

  private static CiWorkflow workflow(Session session, Workspace workspace, CiRequest request)
      throws IOException, Failure {
    if (hasControls(request.branch())
        || hasControls(request.tool())
        || request.runners().stream().anyMatch(CiSetup::hasControls)) {
      throw Failure.wrongRequest(
          "a branch, a runner or a tool cannot have line ends or other control characters", null);
    }
    requireLabels(request);
    try (Checkout checkout = new PastLedger(session, workspace).checkout()) {
      String ledger = PastLedger.path(checkout, workspace.ledger());
      Path usual = Workspace.in(checkout.root()).ledger();
      boolean found = ledger.equals(PastLedger.path(checkout, usual));
      String branch = request.branch() == null ? "main" : request.branch();
      if (!Revisions.isBranchName(branch)) {
        throw Failure.wrongRequest("'" + branch + "' cannot be the name of a branch", null);
      }
      return new CiWorkflow(
          tool(checkout, request),
          found ? null : ledger,
          new CiWorkflow.CiPaths(
              PastLedger.path(checkout, workspace.results()),
              PastLedger.path(checkout, workspace.site()),
              PastLedger.path(checkout, workspace.state().path().resolve("envs")),
              PastLedger.path(checkout, workspace.experiments()),
              PastLedger.path(checkout, workspace.settings())),
          branch,
          request.runners().isEmpty() ? request.forge().runners() : request.runners(),
          !request.runners().isEmpty());
    }
  }

  private static boolean hasControls(@Nullable String text) {
    return text != null && text.chars().anyMatch(Character::isISOControl);
  }

  private static void requireLabels(CiRequest request) throws Failure {
    for (String label : request.runners()) {
      boolean github = request.forge() == CiForge.GITHUB;
      if (!label.matches(github ? "[\\w.-]([\\w. -]*[\\w.-])?" : "[^=$]+(=[^=$\\s]+)?")) {
        throw Failure.wrongRequest(
            "'" + label + "' cannot be a runner's label",
            github ? "labels are letters, digits, '-', '_' and '.'" : "TAG, or TAG=IMAGE");
      }
    }
  }

  private static CiTool tool(Checkout checkout, CiRequest request) throws IOException, Failure {
    String named = request.tool();
    if (named == null) {
      return new CiTool.InRepository(ownLauncher(checkout, request.launcher()));
    }
    String usual = request.version() == null ? null : "v" + request.version();
    return CiTool.of(request.forge(), named, usual)
        .orElseThrow(
            () ->
                Failure.wrongRequest("--tool cannot be '" + named + "' here", null)
                    .because(GitFailureReason.TOOL_FORM));
  }

  /** Makes sure that the forge will have the tool: it has only what git has. */
  private static String ownLauncher(Checkout checkout, @Nullable Path launcher)
      throws IOException, Failure {
    Optional<String> inside = launcher == null ? Optional.empty() : checkout.inRepository(launcher);
    if (launcher == null || inside.isEmpty()) {
      throw Failure.wrongRequest(
              "ledger itself is not in this repository, so the forge would not find it", null)
          .because(GitFailureReason.TOOL_ELSEWHERE);
    }
    if (!checkout.has(launcher)) {
      throw Failure.wrongRequest(
              inside.get()
                  + " is not in git here (ignored, in a submodule, or not added), so the forge"
                  + " would not find it",
              null)
          .because(GitFailureReason.TOOL_ELSEWHERE);
    }
    return inside.get();
  }

  private static Path written(Session session, Path file, String text) throws IOException, Failure {
    try {
      DurableFile.publish(file, text.getBytes(StandardCharsets.UTF_8));
      return file;
    } catch (FileAlreadyExistsException e) {
      throw Failure.cannot(session.shown(file) + " already exists and stays as it is", null)
          .because(GitFailureReason.FILE_EXISTS);
    }
  }
}
