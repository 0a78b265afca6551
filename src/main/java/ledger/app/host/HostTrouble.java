package ledger.app.host;

/** What may be wrong. */
public enum HostTrouble {
  /** No program of this name is on the PATH. */
  COMMAND_NOT_ON_PATH(Weight.HINT),
  /** Another program of this name comes first on the PATH. */
  OTHER_COMMAND_FIRST(Weight.WARNING),
  /** There is no class archive (yet). */
  NO_ARCHIVE(Weight.HINT),
  /** There is one, and the JVM does not use it. */
  ARCHIVE_REJECTED(Weight.WARNING),
  NO_GIT(Weight.WARNING),
  NO_PYTHON(Weight.WARNING),
  NO_LEDGER(Weight.HINT),
  /** The ledger, or its settings, cannot be read; {@code check} says where. */
  LEDGER_UNREADABLE(Weight.ERROR),
  /** Nothing checks the ledger at a commit. */
  NO_HOOKS(Weight.HINT),
  /** Hooks are installed, and one does not work. */
  HOOKS_BROKEN(Weight.ERROR),
  /** The requirements file of an environment is missing. */
  NO_REQUIREMENTS(Weight.ERROR),
  /** The host lacks a library that an environment preloads. */
  NO_LIBRARY(Weight.WARNING),
  /** The same for an environment that is optional, so that it is skipped. */
  NO_OPTIONAL_LIBRARY(Weight.HINT),
  LITTLE_SPACE(Weight.WARNING);

  /** How much it matters. */
  public enum Weight {
    /** Works; could be better. */
    HINT,
    /** Some of what ledger does will not work, or not well. */
    WARNING,
    /** Something that was set up does not work. */
    ERROR
  }

  private final Weight weight;

  HostTrouble(Weight weight) {
    this.weight = weight;
  }

  public Weight weight() {
    return weight;
  }
}
