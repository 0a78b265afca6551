package ledger.app.exchange;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Take in a list of another program.
 *
 * @param from a file, or a folder of Backlog.md, from the current folder
 * @param format what it is; null to tell it by its name and text
 * @param prefix of the IDs of tasks that cannot keep theirs; null for the usual one
 * @param partial take what was understood, and leave the rest out
 * @param dryRun write nothing
 */
public record ImportRequest(
    Path from, @Nullable String format, @Nullable String prefix, boolean partial, boolean dryRun) {}
