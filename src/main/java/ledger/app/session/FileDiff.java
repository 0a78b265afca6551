package ledger.app.session;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import ledger.workspace.FileChange;
import org.jspecify.annotations.Nullable;

/**
 * What changes in a file, or would change.
 *
 * @param path from the workspace's root
 * @param before its text; empty if there was no file
 * @param after its text; empty if there is no file afterwards
 */
public record FileDiff(String path, String before, String after) {
  private static final int LONG = 6_000;

  /** One for each file whose content changes. */
  public static List<FileDiff> of(Workplace workplace, List<FileChange> files) {
    return files.stream()
        .filter(file -> !Arrays.equals(file.before(), file.after()))
        .map(file -> of(workplace, file))
        .toList();
  }

  public static FileDiff of(Workplace workplace, FileChange file) {
    return new FileDiff(workplace.relative(file.file()), text(file.before()), text(file.after()));
  }

  /** The lines of a unified diff with one line of context. */
  public List<String> unified() {
    List<String> old = before.lines().toList();
    return UnifiedDiffUtils.generateUnifiedDiff(
        before.isEmpty() ? "/dev/null" : "a/" + path,
        after.isEmpty() ? "/dev/null" : "b/" + path,
        old,
        patch(old, after.lines().toList()),
        1);
  }

  /** Finding the shortest difference takes time with its square: a long one is shown as a whole. */
  private static Patch<String> patch(List<String> old, List<String> now) {
    int shorter = Math.min(old.size(), now.size());
    int first = 0;
    while (first < shorter && old.get(first).equals(now.get(first))) {
      first++;
    }
    int last = 0;
    while (last < shorter - first
        && old.get(old.size() - 1 - last).equals(now.get(now.size() - 1 - last))) {
      last++;
    }
    List<String> gone = old.subList(first, old.size() - last);
    List<String> come = now.subList(first, now.size() - last);
    if (gone.size() + come.size() < LONG) {
      return DiffUtils.diff(old, now);
    }
    Patch<String> whole = new Patch<>();
    whole.addDelta(new ChangeDelta<>(new Chunk<>(first, gone), new Chunk<>(first, come)));
    return whole;
  }

  private static String text(byte @Nullable [] content) {
    return content == null ? "" : new String(content, StandardCharsets.UTF_8);
  }
}
