package ledger.git.hook;

/** The git hooks that ledger uses. */
public enum HookKind {
  /** Before a commit. */
  PRE_COMMIT("pre-commit", true, false, Concern.STAGED),
  /** Before the commit of a merge without conflicts, where git does not run pre-commit. */
  PRE_MERGE_COMMIT("pre-merge-commit", true, false, Concern.STAGED),
  /** After a merge, fast-forwards and squashes included. */
  POST_MERGE(
      "post-merge",
      false,
      false,
      """
        # Did the merge change it? One that is squashed is only staged.
        [ -f "$ledger" ] || return 0
        git --literal-pathspecs diff --cached --quiet ORIG_HEAD -- "$ledger" && return 0
      """),
  /** After a rebase, whose commits no other hook sees. */
  POST_REWRITE(
      "post-rewrite",
      false,
      true,
      """
        # Did the rebase change it? An amended commit has been checked by pre-commit.
        [ "${1-}" = rebase ] && [ -f "$ledger" ] || return 0
        last=$(printf '%s\n' "$rewritten" | tail -n 1)
        git --literal-pathspecs diff --quiet "${last%% *}" HEAD -- "$ledger" && return 0
      """),
  /** After another branch is checked out. */
  POST_CHECKOUT(
      "post-checkout",
      false,
      false,
      """
        # Is it another branch with another ledger, outside of a rebase?
        [ "${3-}" = 1 ] && [ -f "$ledger" ] || return 0
        git --literal-pathspecs diff --quiet "$1" "$2" -- "$ledger" 2>/dev/null && return 0
        [ ! -d "$(git rev-parse --git-path rebase-merge)" ] || return 0
      """);

  private final String file;
  private final boolean refuses;
  private final boolean told;
  private final String concern;

  HookKind(String file, boolean refuses, boolean told, String concern) {
    this.file = file;
    this.refuses = refuses;
    this.told = told;
    this.concern = concern;
  }

  /** Its name in git. */
  public String file() {
    return file;
  }

  /** Whether it can stop git; the others only warn, because git has already done its work. */
  public boolean refuses() {
    return refuses;
  }

  /** Whether git writes to it what it did; kept in {@code $rewritten}. */
  boolean told() {
    return told;
  }

  /** Lines of a shell function that leave it where {@code $ledger} is not concerned. */
  String concern() {
    return concern;
  }

  private static final class Concern {
    static final String STAGED =
        """
          # Are it or its settings part of this commit? One that is deleted needs no check.
          git --literal-pathspecs diff --cached --quiet --diff-filter=d -- "$ledger" "$settings" && return 0
        """;
  }
}
