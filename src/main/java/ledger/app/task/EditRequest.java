package ledger.app.task;

import java.util.List;
import java.util.Map;

/**
 * Set cells of tasks.
 *
 * @param ids the tasks, as the user wrote their IDs
 * @param cells new texts by column
 * @param appended texts by column to append to what is there
 * @param dryRun write nothing
 */
public record EditRequest(
    List<String> ids, Map<String, String> cells, Map<String, String> appended, boolean dryRun) {}
