package ledger.evidence.verdict;

/** What differs between the inputs of a run and the present ones. */
public sealed interface InputChange {
  /** Inputs of which there is only one. */
  enum Whole implements InputChange {
    SCRIPT,
    /** The environment's requirements, variables or libraries. */
    ENVIRONMENT,
    CLAIMS,
    TASK_TEXT,
    /** What the header says of inputs. */
    DECLARED_INPUTS,
    /** The experiment or its environment is gone. */
    EVERYTHING
  }

  /**
   * A file that the run used or might have, by its path: relative to the workspace, or, where
   * nobody observed the run, to the experiments folder.
   */
  record LocalFile(String path, Fate fate) implements InputChange {}

  /** A variable of the user's that the run was given on request. */
  record UserVariable(String name) implements InputChange {}

  /** Another kind of host. */
  record OtherHost(String then, String now) implements InputChange {}

  /** What happened to a file. */
  enum Fate {
    NEW,
    GONE,
    EDITED
  }
}
