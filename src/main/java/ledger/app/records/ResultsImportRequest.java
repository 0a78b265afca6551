package ledger.app.records;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turn files of events from other hosts into run records, all of them or none.
 *
 * @param files relative to the current folder, or absolute
 * @param environment in which they were made, by name; null for the deciding one
 */
public record ResultsImportRequest(List<Path> files, @Nullable String environment) {}
