package ledger.app.task;

import java.util.List;

/**
 * Remove tasks from the ledger and add them to its archive.
 *
 * @param ids as the user wrote them
 * @param reason recorded with the rows; may be empty
 * @param dryRun write nothing
 */
public record RemoveRequest(List<String> ids, String reason, boolean dryRun) {}
