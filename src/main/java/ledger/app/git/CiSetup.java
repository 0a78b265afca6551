package ledger.app.git;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import ledger.app.session.Failure;
import ledger.app.session.PastLedger;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.git.Checkout;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * Composes a workflow for the ledger's repository, and writes it unless that would replace a file.
 */
public final class CiSetup {
  private CiSetup() {}

  public static CiResult run(Session session, CiRequest request) throws IOException, Failure {
    String text = workflow(session, request).text(request.forge());
    Path output = request.output();
    return new CiResult(
        text, output == null ? null : written(session, session.folder().resolve(output), text));
  }

  private static CiWorkflow workflow(Session session, CiRequest request)
      throws IOException, Failure {
    Workspace workspace = Workplace.find(session);
    try (Checkout checkout = new PastLedger(session, workspace).checkout()) {
      String ledger = PastLedger.path(checkout, workspace.ledger());
      Path usual = Workspace.in(checkout.root()).ledger();
      boolean found = ledger.equals(PastLedger.path(checkout, usual));
      return new CiWorkflow(
          request.tool() == null
              ? ownLauncher(checkout, request.launcher())
              : CiWorkflow.TOOL_FOLDER + "/bin/ledger",
          found ? null : ledger,
          PastLedger.path(checkout, workspace.results()),
          PastLedger.path(checkout, workspace.site()),
          request.branch(),
          request.runners().isEmpty() ? request.forge().runners() : request.runners(),
          request.tool());
    }
  }

  /** Makes sure that the forge will have the tool: it has only what is in the repository. */
  private static String ownLauncher(Checkout checkout, @Nullable Path launcher)
      throws IOException, Failure {
    Optional<String> inside = launcher == null ? Optional.empty() : checkout.inRepository(launcher);
    return inside.orElseThrow(
        () ->
            Failure.wrongRequest(
                    "ledger itself is not in this repository, so the forge would not find it", null)
                .because(GitFailureReason.TOOL_ELSEWHERE));
  }

  private static Path written(Session session, Path file, String text) throws IOException, Failure {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try {
      return Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw Failure.cannot(session.shown(file) + " already exists and stays as it is", null)
          .because(GitFailureReason.FILE_EXISTS);
    }
  }
}
