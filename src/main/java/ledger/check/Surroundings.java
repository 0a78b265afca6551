package ledger.check;

import java.util.Map;
import java.util.Set;
import ledger.document.TaskId;
import ledger.document.page.TaskPage;

/**
 * What lies around a ledger.
 *
 * @param pages every page that there is, also of tasks that have no row
 * @param archived IDs that the archive names
 * @param removed IDs that have a row in it
 */
public record Surroundings(
    Map<TaskId, TaskPage> pages, Set<TaskId> archived, Set<TaskId> removed) {}
