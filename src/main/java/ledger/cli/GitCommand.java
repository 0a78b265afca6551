package ledger.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import ledger.document.Ledger;
import ledger.git.Checkout;
import ledger.git.Revisions;
import ledger.git.UnknownRevision;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;

/** A command that reads the repository around the ledger. */
abstract class GitCommand extends LedgerCommand {
  /** The repository of the ledger. */
  Checkout checkout(Workspace workspace) throws IOException, Failure {
    return checkout(this, workspace);
  }

  static Checkout checkout(LedgerCommand command, Workspace workspace) throws IOException, Failure {
    Optional<Checkout> found = Checkout.find(workspace.ledger(), command.context().env());
    if (found.isEmpty()) {
      throw new Failure(
          ExitCode.CANNOT,
          command.shown(workspace.ledger()) + " is in no git repository with a working tree",
          "git init makes one; of a bare repository make a clone");
    }
    found.get().requireReadable();
    return found.get();
  }

  /** What git calls a file. */
  static String path(Checkout checkout, Path file) throws IOException, Failure {
    return checkout
        .inRepository(file)
        .orElseThrow(
            () -> new Failure(ExitCode.CANNOT, file + " is outside of " + checkout.root(), null));
  }

  /** The commit that a revision means. */
  static String commit(Revisions revisions, String revision) throws IOException, Failure {
    try {
      return revisions.commit(revision);
    } catch (UnknownRevision e) {
      throw new Failure(
          ExitCode.USAGE,
          String.valueOf(e.getMessage()),
          "a branch, a tag, a commit or HEAD~3; 'git log --oneline' shows commits");
    }
  }

  /** The ledger as it was in a revision, all of it understood. */
  static Ledger ledgerAt(
      LedgerCommand command, Workspace workspace, Settings settings, String revision)
      throws IOException, Failure, InvalidText, InvalidLedger {
    try (Checkout checkout = checkout(command, workspace)) {
      Optional<SourceText> source = sourceAt(checkout, workspace.ledger(), revision);
      if (source.isEmpty()) {
        throw new Failure(
            ExitCode.CANNOT,
            revision + " has no " + path(checkout, workspace.ledger()),
            "'ledger log' tells since when it is there");
      }
      return understood(Ledger.parse(source.get(), settings.layout()));
    }
  }

  /** A file as it was in a revision; messages call it {@code REV:path}, as git does. */
  static Optional<SourceText> sourceAt(Checkout checkout, Path file, String revision)
      throws IOException, Failure, InvalidText {
    Revisions revisions = new Revisions(checkout);
    String path = path(checkout, file);
    Optional<byte[]> bytes = revisions.file(commit(revisions, revision), path);
    return bytes.isEmpty()
        ? Optional.empty()
        : Optional.of(SourceText.decode(revision + ":" + path, bytes.get()));
  }
}
