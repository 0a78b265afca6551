package ledger.check;

import java.util.Map;
import java.util.Set;
import ledger.document.TaskId;
import ledger.document.page.TaskPage;

/**
 * What surrounds a ledger.
 *
 * @param pages every page that exists, including those of tasks that have no row
 * @param archived IDs that the archive names
 * @param removed IDs that have a row in the archive
 */
public record Surroundings(
    Map<TaskId, TaskPage> pages, Set<TaskId> archived, Set<TaskId> removed) {}
