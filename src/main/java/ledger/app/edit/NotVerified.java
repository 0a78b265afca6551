package ledger.app.edit;

import ledger.app.session.Failure.FailureReason;
import ledger.document.TaskId;
import ledger.evidence.verdict.TaskReason;

/** A task may not be done: its evidence does not suffice. */
public record NotVerified(TaskId task, TaskReason evidence) implements FailureReason {}
