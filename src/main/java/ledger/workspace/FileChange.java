package ledger.workspace;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One file of a change.
 *
 * @param file where it lies; a symbolic link is followed
 * @param before what it held when it was read; null where there was none
 * @param after what it shall hold; null to remove it
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed on and compared by content only.
public record FileChange(Path file, byte @Nullable [] before, byte @Nullable [] after) {}
