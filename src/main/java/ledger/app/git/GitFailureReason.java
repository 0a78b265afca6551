package ledger.app.git;

import ledger.app.session.Failure;

/** What can prevent a use case that works with git. */
public enum GitFailureReason implements Failure.FailureReason {
  /** A git merge is in progress, and another commit was named. */
  MERGE_IN_PROGRESS,
  /** The commit to repair has one parent, and it is not known what was merged into it. */
  NOT_A_MERGE,
  /** The tool is outside the repository, which is all that a forge has. */
  TOOL_ELSEWHERE,
  /** The forge could not fetch the tool from what was named. */
  TOOL_FORM,
  /** The file to write already exists. */
  FILE_EXISTS
}
