package ledger.merge;

import ledger.document.TaskId;

/**
 * Two branches gave one ID to two new tasks; the younger got another.
 *
 * @param theirs whether the younger task is theirs
 */
public record Renumbering(TaskId from, TaskId to, boolean theirs) {}
