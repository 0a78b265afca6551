package ledger.cli.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.cli.LedgerCommand;
import ledger.document.Ledger;
import ledger.document.parse.LedgerParser;
import ledger.git.Checkout;
import ledger.git.history.Revisions;
import ledger.git.history.UnknownRevision;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;

/** A command that reads the repository around the ledger. */
public abstract class GitCommand extends LedgerCommand {
  /** What there is before the first commit. */
  static final Ledger NONE = new Ledger(SourceText.of("", ""), "", List.of());

  static final String UNSHALLOW =
      "this clone is shallow: 'git fetch --unshallow' brings the older commits";

  /** The repository of the ledger. */
  public Checkout checkout(Workspace workspace) throws IOException, Failure {
    return checkout(this, workspace);
  }

  public static Checkout checkout(LedgerCommand command, Workspace workspace)
      throws IOException, Failure {
    Optional<Checkout> found = Checkout.find(workspace.ledger(), command.context().env());
    if (found.isEmpty()) {
      throw Failure.cannot(
          command.shown(workspace.ledger()) + " is in no git repository with a working tree",
          "git init makes one; of a bare repository make a clone");
    }
    found.get().requireReadable();
    return found.get();
  }

  /** The repository whose commits are read: the ledger's, or a bare one. */
  public static Checkout repository(LedgerCommand command, Workspace workspace)
      throws IOException, Failure {
    Optional<Checkout> bare = Checkout.bare(workspace.ledger(), command.context().env());
    if (bare.isEmpty()) {
      return checkout(command, workspace);
    }
    bare.get().requireReadable();
    return bare.get();
  }

  /** The settings beside the ledger; in a bare repository those of a revision. */
  static Settings settings(
      LedgerCommand command, Checkout checkout, Workspace workspace, String revision)
      throws IOException, Failure, InvalidText {
    if (!checkout.isBare()) {
      return command.settings(workspace);
    }
    Optional<SourceText> source = sourceAt(checkout, workspace.settings(), revision);
    return source.isEmpty() ? Settings.DEFAULT : Settings.of(source.get());
  }

  /** What git calls a file. */
  public static String path(Checkout checkout, Path file) throws IOException, Failure {
    return checkout
        .inRepository(file)
        .orElseThrow(() -> Failure.cannot(file + " is outside of " + checkout.root(), null));
  }

  /** The commit that a revision means. */
  static String commit(Revisions revisions, String revision) throws IOException, Failure {
    try {
      return revisions.commit(revision);
    } catch (UnknownRevision e) {
      throw Failure.wrongRequest(String.valueOf(e.getMessage()), wayOut(revisions));
    }
  }

  private static String wayOut(Revisions revisions) throws IOException {
    if (revisions.isUnborn()) {
      return "nothing is committed yet";
    }
    String known = "a branch, a tag, a commit or HEAD~3; 'git log --oneline' shows commits";
    return revisions.isShallow() ? known + "; " + UNSHALLOW : known;
  }

  public static Settings settingsAt(LedgerCommand command, Workspace workspace, String revision)
      throws IOException, Failure, InvalidText {
    try (Checkout checkout = repository(command, workspace)) {
      return settings(command, checkout, workspace, revision);
    }
  }

  /** The ledger as it was in a revision, all of it understood. */
  public static Ledger ledgerAt(LedgerCommand command, Workspace workspace, String revision)
      throws IOException, Failure, InvalidText, InvalidFiles {
    Optional<Ledger> ledger = ledgerIn(command, workspace, revision);
    if (ledger.isEmpty()) {
      throw absent(command, workspace, revision);
    }
    return ledger.get();
  }

  /** The same; nothing if the revision has no ledger. */
  static Optional<Ledger> ledgerIn(LedgerCommand command, Workspace workspace, String revision)
      throws IOException, Failure, InvalidText, InvalidFiles {
    try (Checkout checkout = repository(command, workspace)) {
      Optional<SourceText> source = ledgerSource(checkout, workspace, revision);
      if (source.isEmpty()) {
        return Optional.empty();
      }
      Settings settings = settings(command, checkout, workspace, revision);
      return Optional.of(understood(LedgerParser.parse(source.get(), settings.layout())));
    }
  }

  /** Compares with no ledger at all where a revision has none, and says so. */
  static Ledger orNone(
      Optional<Ledger> ledger, LedgerCommand command, Workspace workspace, String revision) {
    if (ledger.isEmpty()) {
      command
          .console()
          .note(revision + " has no " + command.shown(workspace.ledger()) + ": counted as empty");
    }
    return ledger.orElse(NONE);
  }

  static Failure absent(LedgerCommand command, Workspace workspace, String revision) {
    return Failure.cannot(
        revision + " has no " + command.shown(workspace.ledger()),
        "'ledger log' tells since when it is there");
  }

  /** The ledger as its file is; in a bare repository, which has none, as the head has it. */
  static Ledger newest(LedgerCommand command, Workspace workspace)
      throws IOException, Failure, InvalidText, InvalidFiles {
    try (Checkout checkout = repository(command, workspace)) {
      if (checkout.isBare()) {
        return ledgerAt(command, workspace, "HEAD");
      }
    }
    return command.ledger(workspace, command.settings(workspace));
  }

  /** A file as it was in a revision; messages call it {@code REV:path}, as git does. */
  public static Optional<SourceText> sourceAt(Checkout checkout, Path file, String revision)
      throws IOException, Failure, InvalidText {
    Revisions revisions = new Revisions(checkout);
    return source(revisions, commit(revisions, revision), revision, path(checkout, file));
  }

  /** The ledger as it was in a revision, under another name if it was renamed. */
  private static Optional<SourceText> ledgerSource(
      Checkout checkout, Workspace workspace, String revision)
      throws IOException, Failure, InvalidText {
    Revisions revisions = new Revisions(checkout);
    String commit = commit(revisions, revision);
    Optional<String> path = revisions.pathIn(commit, path(checkout, workspace.ledger()));
    return path.isEmpty() ? Optional.empty() : source(revisions, commit, revision, path.get());
  }

  private static Optional<SourceText> source(
      Revisions revisions, String commit, String revision, String path)
      throws IOException, InvalidText {
    Optional<byte[]> bytes = revisions.file(commit, path);
    return bytes.isEmpty()
        ? Optional.empty()
        : Optional.of(SourceText.decode(revision + ":" + path, bytes.get()));
  }
}
