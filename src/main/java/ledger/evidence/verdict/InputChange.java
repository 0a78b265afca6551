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
    /** The experiment or its environment is gone. */
    EVERYTHING
  }

  /** A file that the script may import or read, by its path below the experiments folder. */
  record LocalFile(String path, Fate fate) implements InputChange {}

  /** Another kind of host. */
  record OtherHost(String then, String now) implements InputChange {}

  /** What happened to a file. */
  enum Fate {
    NEW,
    GONE,
    EDITED
  }
}
