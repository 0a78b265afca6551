package ledger.mcp.tool;

/** What an agent may do only if the user has said so when the server was started. */
public enum Allowed {
  /** Move a task to Done without evidence. */
  WAIVE,
  /** Accept that claims or a task's text were edited after a run. */
  ACCEPT,
  /** Take in evidence of other hosts. */
  IMPORT
}
