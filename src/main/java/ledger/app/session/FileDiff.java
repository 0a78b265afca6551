package ledger.app.session;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
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
        DiffUtils.diff(old, after.lines().toList()),
        1);
  }

  private static String text(byte @Nullable [] content) {
    return content == null ? "" : new String(content, StandardCharsets.UTF_8);
  }
}
