package ledger.app.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.parse.Parsed;
import ledger.io.DurableFile;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.workspace.Workspace;

/** Makes a file that people already keep the ledger: writes settings, and nothing into the file. */
public final class InitFrom {
  private InitFrom() {}

  public static InitFromResult run(Session session, InitFromRequest request)
      throws IOException, InvalidText, InvalidFiles, Failure {
    Workspace workspace = Workplace.reaching(session, Workspace.in(session.folder()));
    Path file = file(session, request.file());
    Path settings = workspace.settings();
    boolean usual = file.equals(workspace.ledger());
    if (!usual && Files.exists(workspace.ledger())) {
      throw Failure.cannot(
          session.shown(workspace.ledger()) + " is the ledger of this folder already",
          "'ledger import' takes a list into it");
    }
    byte[] content = workspace.files().content(file);
    if (content == null) {
      throw Failure.cannot("there is no file " + request.file(), "name the file with the tasks");
    }
    Understanding.Understood found =
        Understanding.of(SourceText.decode(session.shown(file), content));
    Path folder = Objects.requireNonNull(settings.getParent());
    Parsed parsed = found.parsed();
    if (parsed.ledger().tasks().isEmpty() && parsed.ledger().drafts().isEmpty()) {
      Workplace.understood(parsed);
    }
    String text =
        found.settings().toml(usual ? null : folder.relativize(file).toString().replace('\\', '/'));
    if (!text.isEmpty() && Files.exists(settings)) {
      throw Failure.cannot(
          session.shown(settings) + " exists already",
          "put this into it:\n" + text.stripTrailing());
    }
    if (!text.isEmpty() && !request.dryRun()) {
      Path at = workspace.files().inRealFolder(settings);
      DurableFile.makeFolders(Objects.requireNonNull(at.getParent()));
      DurableFile.publish(at, text.getBytes(StandardCharsets.UTF_8));
    }
    return new InitFromResult(file, settings, text, parsed.ledger(), parsed.problems());
  }

  private static Path file(Session session, Path named) throws Failure {
    Path file = session.folder().resolve(named).normalize();
    if (!file.startsWith(session.folder())) {
      throw Failure.cannot(
          named + " is not in this folder", "run this in the folder that has it, or one above");
    }
    return file;
  }
}
