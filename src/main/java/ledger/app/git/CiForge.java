package ledger.app.git;

/** A forge that runs workflows. */
public enum CiForge {
  GITHUB,
  GITLAB
}
