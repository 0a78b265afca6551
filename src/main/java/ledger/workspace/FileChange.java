package ledger.workspace;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One file of a change.
 *
 * @param file its path; a symbolic link is followed
 * @param before what it contained when it was read; null if there was no file
 * @param after what it is to contain; null to remove it
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are passed on and compared by content only.
public record FileChange(Path file, byte @Nullable [] before, byte @Nullable [] after) {}
