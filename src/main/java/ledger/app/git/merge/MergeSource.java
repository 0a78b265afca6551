package ledger.app.git.merge;

import org.jspecify.annotations.Nullable;

/** What to merge into the working copy. */
public sealed interface MergeSource {
  /** What git's own merge in progress brings in. */
  record GitMerge() implements MergeSource {}

  /** Another commit: a branch, a tag, a commit. */
  record OtherCommit(String revision) implements MergeSource {}

  /**
   * The parents of a commit, again; the result replaces what the commit has.
   *
   * @param with what was merged, if the commit has only one parent; null for its own parents
   */
  record RepairedCommit(String commit, @Nullable String with) implements MergeSource {}
}
