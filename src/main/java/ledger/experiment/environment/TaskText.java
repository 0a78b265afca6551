package ledger.experiment.environment;

import ledger.document.TaskId;

/**
 * What a task says, wherever its columns stand now: the caller adds a description that the row's
 * present table lacks.
 */
public record TaskText(TaskId id, String title, String description) {}
