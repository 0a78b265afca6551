package ledger.app.git.merge;

import org.jspecify.annotations.Nullable;

/** What to merge into the working copy. */
public sealed interface MergeSource {
  /** What git's own merge in progress brings in. */
  record GitMerge() implements MergeSource {}

  /** Another commit: a branch, a tag, a commit. */
  record OtherCommit(String revision) implements MergeSource {}

  /**
   * The parents of a commit once more; the result takes the place of what it has.
   *
   * @param with what was merged, where the commit has one parent only; null for its own parents
   */
  record RepairedCommit(String commit, @Nullable String with) implements MergeSource {}
}
