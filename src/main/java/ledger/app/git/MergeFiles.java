package ledger.app.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.cli.LedgerCommand;
import ledger.document.Layout;
import ledger.document.TaskId;
import ledger.document.parse.LedgerParser;
import ledger.merge.LedgerFiles;
import ledger.merge.TextMerge;
import ledger.text.LineEnds;
import ledger.text.SourceText;
import ledger.workspace.FileChange;
import ledger.workspace.Store;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/** Puts merged files into the working copy, where that takes nothing from anybody. */
public final class MergeFiles {
  private final LedgerCommand command;
  private final Workspace workspace;
  private final Layout layout;
  private final boolean repair;
  private final List<FileChange> changes = new ArrayList<>();

  /**
   * @param repair whether later edits of the files are kept, by lines; else they are refused
   */
  public MergeFiles(LedgerCommand command, Workspace workspace, Layout layout, boolean repair) {
    this.command = command;
    this.workspace = workspace;
    this.layout = layout;
    this.repair = repair;
  }

  public List<FileChange> changes() {
    return changes;
  }

  public void show(Path root) {
    for (FileChange change : changes) {
      command
          .console()
          .diff(
              root.relativize(change.file()).toString(),
              text(change.before()),
              text(change.after()));
    }
  }

  /**
   * Plans it.
   *
   * @param replaced what the files are expected to hold; null if they may hold anything
   * @throws Failure if one holds something else, which would be lost
   */
  public void put(@Nullable LedgerFiles replaced, LedgerFiles merged)
      throws IOException, Failure, InvalidFiles {
    put(
        workspace.ledger(),
        replaced == null ? null : replaced.ledger().content(),
        merged.ledger().content());
    put(
        workspace.archive(),
        replaced == null ? null : replaced.archive().content(),
        merged.archive().content());
    SortedSet<TaskId> ids = new TreeSet<>(merged.pages().keySet());
    Map<TaskId, SourceText> before =
        replaced == null ? new TreeMap<>() : new TreeMap<>(replaced.pages());
    ids.addAll(before.keySet());
    for (TaskId id : ids) {
      String expected = replaced == null ? null : content(before.get(id));
      put(workspace.page(id), expected, content(merged.pages().get(id)));
    }
  }

  private void put(Path file, @Nullable String expected, String merged)
      throws IOException, Failure, InvalidFiles {
    byte[] before = Store.content(file);
    String now = text(before);
    String wanted = merged;
    if (merged.equals(LineEnds.plainLike(now, merged))
        || (expected != null && merged.equals(expected))) {
      return;
    }
    if (expected != null && !LineEnds.plainLike(now, expected).equals(expected)) {
      wanted = keeping(file, expected, merged, LineEnds.plainLike(now, expected));
    }
    // git turns line ends on the way in and out; the commit has plain ones.
    wanted = LineEnds.like(wanted, now);
    byte[] after = wanted.isEmpty() ? null : LedgerCommand.utf8(wanted);
    if (!Arrays.equals(before, after)) {
      changes.add(new FileChange(file, before, after));
    }
  }

  /** The merged text with what was edited since. */
  private String keeping(Path file, String expected, String merged, String now)
      throws Failure, InvalidFiles {
    if (!repair) {
      throw Failure.cannot(
          command.shown(file) + " has changes that are not committed",
          "commit or stash them, then merge");
    }
    TextMerge.WithMarkers both = TextMerge.withMarkers(expected, merged, now);
    if (both.conflict()) {
      throw Failure.cannot(
          command.shown(file) + " was edited since that merge where the repair would change it",
          "'git checkout -b repair COMMIT', repair there, then merge that branch");
    }
    if (file.equals(workspace.ledger())) {
      LedgerCommand.understood(
          LedgerParser.parse(SourceText.of(command.shown(file), both.text()), layout));
    }
    return both.text();
  }

  private static String content(@Nullable SourceText text) {
    return text == null ? "" : text.content();
  }

  private static String text(byte @Nullable [] content) {
    return content == null ? "" : new String(content, StandardCharsets.UTF_8);
  }
}
