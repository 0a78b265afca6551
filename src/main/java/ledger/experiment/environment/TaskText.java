package ledger.experiment.environment;

import ledger.document.TaskId;

/**
 * The text of a task, wherever its columns are now: the caller adds a description that the row's
 * present table lacks.
 */
public record TaskText(TaskId id, String title, String description) {}
