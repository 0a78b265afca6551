package ledger.app.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ledger.app.session.Failure;
import ledger.app.session.FileDiff;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Workplace;
import ledger.check.Fixes;
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
import ledger.workspace.FinishedNow;
import ledger.workspace.Store;
import org.jspecify.annotations.Nullable;

/**
 * Fixes the ledger as it is staged, and the file if it has the same content. A file with unstaged
 * edits stays as it is: what is in it but not in the index is the user's own business.
 */
public final class StagedFix {
  private final Workplace workplace;

  /**
   * @param workplace with the settings by which the staged ledger is read
   */
  public StagedFix(Workplace workplace) {
    this.workplace = workplace;
  }

  /**
   * What is to be written.
   *
   * @param staged the ledger in the index
   * @param files the ledger's file; empty if it has edits of its own
   */
  private record StagedEdit(List<Change> changes, FileChange staged, List<FileChange> files) {}

  /**
   * Fixes the index and the file, or shows how. The file is written first, while the index is
   * locked: after a crash in between, calling it again does the rest.
   *
   * @param dryRun write nothing
   */
  public StagedFixResult run(Checkout checkout, boolean dryRun)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Optional<StagedEdit> edit =
        dryRun ? edit(checkout.staged(workplace.workspace().ledger())) : written(checkout);
    return edit.map(
            e ->
                new StagedFixResult(
                    e.changes(), FileDiff.of(workplace, List.of(e.staged())), e.files().isEmpty()))
        .orElse(new StagedFixResult(List.of(), List.of(), false));
  }

  private Optional<StagedEdit> written(Checkout checkout)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    try (IndexEdit index = IndexEdit.lock(checkout, workplace.workspace().ledger())) {
      Optional<StagedEdit> edit = fileFixed(index);
      byte[] after = edit.map(e -> e.staged().after()).orElse(null);
      if (after != null) {
        stage(index, after, !edit.orElseThrow().files().isEmpty());
      }
      return edit;
    }
  }

  private Optional<StagedEdit> fileFixed(IndexEdit index)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace.LockedWork<Optional<StagedEdit>> work =
        () -> {
          Optional<StagedEdit> wanted = edit(index.staged());
          return new Store.Result<>(wanted.map(StagedEdit::files).orElse(List.of()), wanted);
        };
    try {
      return workplace.write(work);
    } catch (FinishedNow e) {
      return workplace.write(work); // That was the file alone; the index is still to be fixed.
    }
  }

  /** Stages the bytes; if that fails, the file gets back what it had. */
  private void stage(IndexEdit index, byte[] content, boolean written) throws IOException {
    try {
      index.replace(content);
    } catch (IOException e) {
      Store store = workplace.store();
      if (written && store.undoable().stream().findFirst().equals(Optional.of(command()))) {
        store.undo(1);
      }
      throw e;
    }
  }

  private String command() {
    return workplace.session().command();
  }

  private Optional<StagedEdit> edit(Optional<byte[]> staged)
      throws IOException, InvalidText, Refusal {
    Optional<Ledger> ledger = staged.isEmpty() ? Optional.empty() : understood(staged.get());
    List<Change> changes = ledger.isEmpty() ? List.of() : Fixes.of(ledger.get());
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    byte[] before = staged.orElseThrow();
    FileChange index = fixed(before, ledger.orElseThrow());
    byte @Nullable [] file = workplace.content(workplace.workspace().ledger());
    List<FileChange> files = new ArrayList<>();
    if (file != null && Arrays.equals(plain(file), plain(before))) {
      files.add(fixed(file, understood(file).orElseThrow()));
    }
    return Optional.of(new StagedEdit(changes, index, files));
  }

  private FileChange fixed(byte[] before, Ledger ledger) throws Refusal {
    byte[] after = Fixes.applied(ledger, workplace.layout()).source().encode();
    return new FileChange(workplace.workspace().ledger(), before, after);
  }

  /** The ledger in the bytes, if all of it can be understood. */
  private Optional<Ledger> understood(byte[] bytes) throws InvalidText {
    String name = workplace.session().shown(workplace.workspace().ledger());
    Parsed parsed = LedgerParser.parse(SourceText.decode(name, bytes), workplace.layout());
    return parsed.problems().isEmpty() ? Optional.of(parsed.ledger()) : Optional.empty();
  }

  /** With {@code core.autocrlf} the file's line endings differ from those that are staged. */
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
}
