package ledger.app.git;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A workflow.
 *
 * @param written the file that it was written to; null if none was requested
 */
public record CiResult(String workflow, @Nullable Path written) {}
