package ledger.git.hook;

/** The git hooks that ledger uses. */
public enum HookKind {
  /** Before a commit. */
  PRE_COMMIT("pre-commit", true),
  /** Before the commit of a merge without conflicts, where git does not run pre-commit. */
  PRE_MERGE_COMMIT("pre-merge-commit", true),
  /** After a merge, fast-forwards and squashes included. */
  POST_MERGE("post-merge", false),
  /** After a rebase, whose commits no other hook sees. */
  POST_REWRITE("post-rewrite", false),
  /** After another branch is checked out. */
  POST_CHECKOUT("post-checkout", false);

  private final String file;
  private final boolean refuses;

  HookKind(String file, boolean refuses) {
    this.file = file;
    this.refuses = refuses;
  }

  /** Its name in git. */
  public String file() {
    return file;
  }

  /** Whether it can stop git; the others only warn, because git has already done its work. */
  public boolean refuses() {
    return refuses;
  }
}
