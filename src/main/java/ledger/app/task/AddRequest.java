package ledger.app.task;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Add a task.
 *
 * @param state a word for the section that it is added to
 * @param prefix of its ID; null for the one that the ledger uses most
 * @param cells texts by column, including the title
 * @param dryRun write nothing
 */
public record AddRequest(
    String state, @Nullable String prefix, Map<String, String> cells, boolean dryRun) {}
