package ledger.merge;

import ledger.document.TaskId;

/**
 * Two branches gave the same ID to two new tasks; the younger one got another.
 *
 * @param theirs whether the younger task is theirs
 */
public record Renumbering(TaskId from, TaskId to, boolean theirs) {}
