package ledger.app.git;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A workflow.
 *
 * @param written the file that has it now; null if none was asked for
 */
public record CiResult(String workflow, @Nullable Path written) {}
