package ledger.app.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import ledger.app.session.Failure;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Layout;
import ledger.document.State;
import ledger.document.parse.RowScanner;
import ledger.workspace.FileChange;
import ledger.workspace.Settings;
import ledger.workspace.Store;
import ledger.workspace.Workspace;

/** Creates an empty ledger with the usual sections. */
public final class InitLedger {
  private static final List<String> TABLES =
      List.of(
          "| ID | Title | Description | Priority | Owner | Notes |",
          "| ID | Title | Started (YYYY-MM-DD) | Owner | Notes |",
          "| ID | Title | PR / Branch | Reviewer | Notes |",
          "| ID | Title | Completed (YYYY-MM-DD) | Outcome |");

  private InitLedger() {}

  /** Returns the file that was created. */
  public static Path run(Session session, InitRequest request) throws IOException, Failure {
    Path named = session.ledger();
    Workspace workspace =
        Workplace.reaching(
            session,
            named == null
                ? Workspace.in(session.folder())
                : Workspace.of(session.folder().resolve(named)));
    if (Files.exists(workspace.ledger())) {
      throw Failure.cannot(
          session.shown(workspace.ledger()) + " already exists", "'ledger list' shows its tasks");
    }
    byte[] content = text(request.title()).getBytes(StandardCharsets.UTF_8);
    new Workplace(session, workspace, Settings.DEFAULT)
        .store()
        .<Boolean, RuntimeException>change(
            session.command(),
            () ->
                new Store.Result<>(
                    List.of(new FileChange(workspace.ledger(), null, content)), true));
    return workspace.ledger();
  }

  private static String text(String title) {
    StringBuilder text =
        new StringBuilder(
            "# "
                + RowScanner.unpadded(title)
                + "\n\nKeep the table **sorted by priority** (top = highest).\n");
    List<State> states = Layout.DEFAULT.states();
    for (int i = 0; i < states.size(); i++) {
      String header = TABLES.get(i);
      String delimiter =
          header.chars().mapToObj(c -> c == '|' ? "|" : "-").collect(Collectors.joining());
      text.append("\n## ")
          .append(states.get(i).heading())
          .append('\n')
          .append(header)
          .append('\n')
          .append(delimiter)
          .append('\n');
    }
    return text.toString();
  }
}
