package ledger.app.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ledger.app.session.Workplace;
import ledger.check.Fixes;
import ledger.cli.LedgerCommand;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.edit.Change;
import ledger.document.edit.Refusal;
import ledger.document.parse.LedgerParser;
import ledger.document.parse.Parsed;
import ledger.git.Checkout;
import ledger.git.IndexEdit;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.workspace.FileChange;
import ledger.workspace.Settings;
import ledger.workspace.Store;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * Mends the ledger as it is staged, and the file where it holds the same. A file with edits that
 * are not staged stays as it is: what is in it and not in the index is the user's alone.
 */
public final class StagedFix {
  private final LedgerCommand command;
  private final Workspace workspace;
  private final Layout layout;

  public StagedFix(LedgerCommand command, Workspace workspace, Layout layout) {
    this.command = command;
    this.workspace = workspace;
    this.layout = layout;
  }

  /**
   * What would be written.
   *
   * @param files the ledger's file; none where it has edits of its own
   */
  @SuppressWarnings("ArrayRecordComponent") // Bytes are handed on and compared by content only.
  private record Mended(
      List<Change> changes, byte[] before, byte[] staged, List<FileChange> files) {}

  /**
   * Mends the index and the file, or shows how. The file is written first, while the index is
   * locked: after a crash in between, the same command does the rest.
   *
   * @return what was mended; nothing for nothing to do
   */
  public List<Change> apply(Checkout checkout, boolean dryRun) throws Exception {
    Optional<Mended> mended =
        dryRun ? mended(checkout.staged(workspace.ledger())) : written(checkout);
    if (dryRun) {
      mended.ifPresent(this::show);
    }
    mended.filter(m -> m.files().isEmpty()).ifPresent(m -> tellOfEdits());
    return mended.map(Mended::changes).orElse(List.of());
  }

  private Optional<Mended> written(Checkout checkout) throws Exception {
    try (IndexEdit index = IndexEdit.lock(checkout, workspace.ledger())) {
      Store store = new Workplace(command.session(), workspace, Settings.DEFAULT).store();
      Optional<Mended> mended =
          store.<Optional<Mended>, Exception>change(
              command.context().command(),
              () -> {
                Optional<Mended> wanted = mended(index.staged());
                return new Store.Result<>(wanted.map(Mended::files).orElse(List.of()), wanted);
              });
      if (mended.isPresent()) {
        index.replace(mended.get().staged());
      }
      return mended;
    }
  }

  private Optional<Mended> mended(Optional<byte[]> staged)
      throws IOException, InvalidText, Refusal {
    Optional<Ledger> ledger = staged.isEmpty() ? Optional.empty() : understood(staged.get());
    List<Change> changes = ledger.isEmpty() ? List.of() : Fixes.of(ledger.get(), layout);
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    byte[] before = staged.orElseThrow();
    byte[] after = Fixes.applied(ledger.orElseThrow(), layout).source().encode();
    byte @Nullable [] file = Store.content(workspace.ledger());
    List<FileChange> files = new ArrayList<>();
    if (file != null && Arrays.equals(plain(file), plain(before))) {
      Ledger own = understood(file).orElseThrow();
      byte[] mended = Fixes.applied(own, layout).source().encode();
      files.add(new FileChange(workspace.ledger(), file, mended));
    }
    return Optional.of(new Mended(changes, before, after, files));
  }

  /** The ledger in the bytes, if all of it is understood. */
  private Optional<Ledger> understood(byte[] bytes) throws InvalidText {
    SourceText source = SourceText.decode(command.shown(workspace.ledger()), bytes);
    Parsed parsed = LedgerParser.parse(source, layout);
    return parsed.problems().isEmpty() ? Optional.of(parsed.ledger()) : Optional.empty();
  }

  /** With {@code core.autocrlf} the file has other line ends than what is staged of it. */
  private static byte[] plain(byte[] bytes) {
    byte[] plain = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      boolean lineEnd = bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n';
      if (!lineEnd) {
        plain[length++] = bytes[i];
      }
    }
    return Arrays.copyOf(plain, length);
  }

  private void show(Mended mended) {
    String path = workspace.root().relativize(workspace.ledger()).toString();
    command.console().diff(path, text(mended.before()), text(mended.staged()));
  }

  private void tellOfEdits() {
    command
        .console()
        .note(
            command.shown(workspace.ledger())
                + " has edits that are not staged and stays as it is; 'ledger check --fix' mends it"
                + " too");
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }
}
