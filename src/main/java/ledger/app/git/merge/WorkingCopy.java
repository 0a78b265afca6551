package ledger.app.git.merge;

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
import ledger.app.session.Workplace;
import ledger.document.TaskId;
import ledger.document.parse.LedgerParser;
import ledger.merge.LedgerFiles;
import ledger.merge.TextMerge;
import ledger.text.LineEnds;
import ledger.text.SourceText;
import ledger.workspace.FileChange;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/** Puts merged files into the working copy, unless that would lose somebody's edits. */
final class WorkingCopy {
  private final Workplace workplace;
  private final boolean keepsEdits;
  private final List<FileChange> changes = new ArrayList<>();

  /**
   * @param keepsEdits whether later edits to the files are kept, by lines; otherwise they are a
   *     reason to refuse
   */
  WorkingCopy(Workplace workplace, boolean keepsEdits) {
    this.workplace = workplace;
    this.keepsEdits = keepsEdits;
  }

  /**
   * What has to be written.
   *
   * @param replaced what the files are expected to contain; null for anything
   * @throws Failure if one contains something else, which would be lost
   */
  List<FileChange> changes(@Nullable LedgerFiles replaced, LedgerFiles merged)
      throws IOException, Failure, InvalidFiles {
    Workspace workspace = workplace.workspace();
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
    return changes;
  }

  private void put(Path file, @Nullable String expected, String merged)
      throws IOException, Failure, InvalidFiles {
    byte[] before = workplace.content(file);
    String now = before == null ? "" : new String(before, StandardCharsets.UTF_8);
    String wanted = merged;
    if (merged.equals(LineEnds.plainLike(now, merged))
        || (expected != null && merged.equals(expected))) {
      return;
    }
    if (expected != null && !LineEnds.plainLike(now, expected).equals(expected)) {
      wanted = keeping(file, expected, merged, LineEnds.plainLike(now, expected));
    }
    // git converts line endings on the way in and out; the commit has plain ones.
    wanted = LineEnds.like(wanted, now);
    byte[] after = wanted.isEmpty() ? null : wanted.getBytes(StandardCharsets.UTF_8);
    if (!Arrays.equals(before, after)) {
      changes.add(new FileChange(file, before, after));
    }
  }

  /** The merged text with later edits. */
  private String keeping(Path file, String expected, String merged, String now)
      throws Failure, InvalidFiles {
    String shown = workplace.session().shown(file);
    if (!keepsEdits) {
      throw Failure.cannot(shown + " has uncommitted changes", "commit or stash them, then merge");
    }
    TextMerge.WithMarkers both = TextMerge.withMarkers(expected, merged, now);
    if (both.conflict()) {
      throw Failure.cannot(
          shown + " was edited since that merge, in a place that the repair would change",
          "'git checkout -b repair COMMIT', repair there, then merge that branch");
    }
    if (file.equals(workplace.workspace().ledger())) {
      Workplace.understood(
          LedgerParser.parse(SourceText.of(shown, both.text()), workplace.layout()));
    }
    return both.text();
  }

  private static String content(@Nullable SourceText text) {
    return text == null ? "" : text.content();
  }
}
