package ledger.app.completion;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What was done to a shell's files, or would be.
 *
 * @param script the file with the script
 * @param content what that is, or was
 * @param written whether that file changed
 * @param start the file with which the shell begins; null if it finds the script by itself
 * @param line what stands there to load the script; null if it finds it by itself
 * @param startWritten whether that file changed
 */
public record CompletionSetup(
    Shell shell,
    Path script,
    String content,
    boolean written,
    @Nullable Path start,
    @Nullable String line,
    boolean startWritten) {
  public boolean changed() {
    return written || startWritten;
  }
}
