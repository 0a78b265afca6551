package ledger.app.host;

/** What is looked at, in the order of the report. */
public enum HostTopic {
  /** This program: its version and its launcher. */
  LEDGER,
  /** Which programs a shell finds under its name. */
  COMMAND,
  JAVA,
  /** The class archive that makes a start quick. */
  ARCHIVE,
  GIT,
  PYTHON,
  UV,
  BLAS,
  /** The ledger of the current folder. */
  WORKSPACE,
  HOOKS,
  /** One of the environments that the settings name. */
  ENVIRONMENT,
  TERMINAL,
  DISK
}
