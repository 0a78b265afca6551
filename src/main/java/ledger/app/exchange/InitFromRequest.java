package ledger.app.exchange;

import java.nio.file.Path;

/**
 * Make a file that people already keep the ledger.
 *
 * @param file from the current folder
 * @param dryRun write nothing
 */
public record InitFromRequest(Path file, boolean dryRun) {}
