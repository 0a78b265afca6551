package ledger.cli.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.PastLedger;
import ledger.cli.LedgerCommand;
import ledger.document.Ledger;
import ledger.git.Checkout;
import ledger.git.history.Revisions;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;

/** Serves commands whose rules have not moved to app yet; goes away with the last of them. */
public abstract class GitCommand extends LedgerCommand {
  static final Ledger NONE = PastLedger.NONE;

  static final String UNSHALLOW = PastLedger.UNSHALLOW;

  private static PastLedger past(LedgerCommand command, Workspace workspace) {
    return new PastLedger(command.session(), workspace);
  }

  public Checkout checkout(Workspace workspace) throws IOException, Failure {
    return past(this, workspace).checkout();
  }

  public static Checkout checkout(LedgerCommand command, Workspace workspace)
      throws IOException, Failure {
    return past(command, workspace).checkout();
  }

  public static Checkout repository(LedgerCommand command, Workspace workspace)
      throws IOException, Failure {
    return past(command, workspace).repository();
  }

  static Settings settings(
      LedgerCommand command, Checkout checkout, Workspace workspace, String revision)
      throws IOException, Failure, InvalidText {
    return past(command, workspace).settings(checkout, revision);
  }

  public static String path(Checkout checkout, Path file) throws IOException, Failure {
    return PastLedger.path(checkout, file);
  }

  static String commit(Revisions revisions, String revision) throws IOException, Failure {
    return PastLedger.commit(revisions, revision);
  }

  public static Settings settingsAt(LedgerCommand command, Workspace workspace, String revision)
      throws IOException, Failure, InvalidText {
    return past(command, workspace).settingsAt(revision);
  }

  public static Ledger ledgerAt(LedgerCommand command, Workspace workspace, String revision)
      throws IOException, Failure, InvalidText, InvalidFiles {
    return past(command, workspace).ledgerAt(revision);
  }

  static Optional<Ledger> ledgerIn(LedgerCommand command, Workspace workspace, String revision)
      throws IOException, Failure, InvalidText, InvalidFiles {
    return past(command, workspace).ledgerIn(revision);
  }

  static Ledger orNone(
      Optional<Ledger> ledger, LedgerCommand command, Workspace workspace, String revision) {
    if (ledger.isEmpty()) {
      command
          .console()
          .note(revision + " has no " + command.shown(workspace.ledger()) + ": it counts as empty");
    }
    return ledger.orElse(NONE);
  }

  static Failure absent(LedgerCommand command, Workspace workspace, String revision) {
    return past(command, workspace).absent(revision);
  }

  static Ledger newest(LedgerCommand command, Workspace workspace)
      throws IOException, Failure, InvalidText, InvalidFiles {
    return past(command, workspace).newest();
  }

  public static Optional<SourceText> sourceAt(Checkout checkout, Path file, String revision)
      throws IOException, Failure, InvalidText {
    return PastLedger.sourceAt(checkout, file, revision);
  }
}
