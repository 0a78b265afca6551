package ledger.app.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import ledger.document.Ledger;
import ledger.document.parse.LedgerParser;
import ledger.git.Checkout;
import ledger.git.history.HistoryGap;
import ledger.git.history.Revisions;
import ledger.git.history.UnknownRevision;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;

/**
 * A ledger in git: the file, its settings and pages as they were in a revision. The repository may
 * be bare.
 */
public record PastLedger(Session session, Workspace workspace) {
  /** The result before the first commit. */
  public static final Ledger NONE = Ledger.none(SourceText.of("", ""));

  /** What to do where a commit is missing from a clone because it is an older one. */
  public static final String SHALLOW =
      GapWords.message(new HistoryGap.Shallow()) + ": " + GapWords.help(new HistoryGap.Shallow());

  /** The ledger of a session; its files may be only in commits. */
  public static PastLedger find(Session session) throws IOException, Failure {
    return new PastLedger(session, Workplace.findInGit(session));
  }

  /** The repository of the ledger. */
  public Checkout checkout() throws IOException, Failure {
    Optional<Checkout> found = Checkout.find(workspace.ledger(), session.env());
    if (found.isEmpty()) {
      throw Failure.cannot(
          session.shown(workspace.ledger()) + " is not in a git repository with a working tree",
          "'git init' makes one; if the repository is bare, clone it");
    }
    return found.get();
  }

  /** The repository whose commits are read: the ledger's, or a bare one. */
  public Checkout repository() throws IOException, Failure {
    Optional<Checkout> bare = Checkout.bare(workspace.ledger(), session.env());
    if (bare.isEmpty()) {
      return checkout();
    }
    return bare.get();
  }

  /** The settings next to the ledger; in a bare repository, those of a revision. */
  public Settings settings(Checkout checkout, String revision)
      throws IOException, Failure, InvalidText {
    if (!checkout.isBare()) {
      return Workplace.in(session, workspace).settings();
    }
    Optional<SourceText> source = sourceAt(checkout, workspace.settings(), revision);
    return source.isEmpty() ? Settings.DEFAULT : Settings.of(source.get());
  }

  /** Git's name for a file. */
  public static String path(Checkout checkout, Path file) throws IOException, Failure {
    return checkout
        .inRepository(file)
        .orElseThrow(() -> Failure.cannot(file + " is outside " + checkout.root(), null));
  }

  /** The commit that a revision means. */
  public static String commit(Revisions revisions, String revision) throws IOException, Failure {
    try {
      return revisions.commit(revision);
    } catch (UnknownRevision e) {
      String message = String.valueOf(e.getMessage());
      if (revisions.isUnborn()) {
        throw Failure.wrongRequest(message, "nothing is committed yet");
      }
      String known = "a branch, a tag, a commit or HEAD~3; 'git log --oneline' shows commits";
      String help = revisions.isShallow() ? known + "; " + SHALLOW : known;
      // Whoever gives a whole ID did not mistype it: that commit exists, but not here.
      throw revisions.isShallow() && Revisions.isId(revision)
          ? Failure.cannot(message, help)
          : Failure.wrongRequest(message, help);
    }
  }

  public Settings settingsAt(String revision) throws IOException, Failure, InvalidText {
    try (Checkout checkout = repository()) {
      return settings(checkout, revision);
    }
  }

  /** The ledger as it was in a revision, without errors. */
  public Ledger ledgerAt(String revision) throws IOException, Failure, InvalidText, InvalidFiles {
    Optional<Ledger> ledger = ledgerIn(revision);
    if (ledger.isEmpty()) {
      throw absent(revision);
    }
    return ledger.get();
  }

  /** The same; empty if the revision has no ledger. */
  public Optional<Ledger> ledgerIn(String revision)
      throws IOException, Failure, InvalidText, InvalidFiles {
    try (Checkout checkout = repository()) {
      Optional<SourceText> source = ledgerSource(checkout, revision);
      if (source.isEmpty()) {
        return Optional.empty();
      }
      Settings settings = settings(checkout, revision);
      return Optional.of(Workplace.understood(LedgerParser.parse(source.get(), settings.layout())));
    }
  }

  public Failure absent(String revision) {
    return Failure.cannot(
        revision + " has no " + session.shown(workspace.ledger()),
        "'ledger log' shows since when it has been there");
  }

  /**
   * The ledger as it is in its file; in a bare repository, which has no file, as it is in the head.
   */
  public Ledger newest() throws IOException, Failure, InvalidText, InvalidFiles {
    try (Checkout checkout = repository()) {
      if (checkout.isBare()) {
        return ledgerAt("HEAD");
      }
    }
    return Workplace.in(session, workspace).ledger();
  }

  /** A file as it was in a revision; messages call it {@code REV:path}, as git does. */
  public static Optional<SourceText> sourceAt(Checkout checkout, Path file, String revision)
      throws IOException, Failure, InvalidText {
    Revisions revisions = new Revisions(checkout);
    return source(revisions, commit(revisions, revision), revision, path(checkout, file));
  }

  /** The ledger as it was in a revision, under another name if it was renamed. */
  private Optional<SourceText> ledgerSource(Checkout checkout, String revision)
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
