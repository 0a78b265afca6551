package ledger.app.git.merge;

import java.io.IOException;
import java.util.List;
import ledger.app.git.GitFailureReason;
import ledger.app.session.Failure;
import ledger.app.session.PastLedger;
import ledger.git.history.Revisions;
import org.jspecify.annotations.Nullable;

/**
 * Which commits to merge.
 *
 * @param ours the commit that is merged into
 * @param theirs the commits that are merged, one after the other
 * @param replaced the commit whose files the result replaces; null if git left its own attempt in
 *     the files
 * @param keepsEdits whether later edits to the files are kept, by lines; otherwise they are a
 *     reason to refuse
 */
record MergePlan(String ours, List<String> theirs, @Nullable String replaced, boolean keepsEdits) {
  static MergePlan of(Revisions revisions, MergeSource source) throws IOException, Failure {
    return switch (source) {
      case MergeSource.GitMerge own -> inProgress(revisions);
      case MergeSource.OtherCommit other -> other(revisions, other.revision());
      case MergeSource.RepairedCommit repaired -> repair(revisions, repaired);
    };
  }

  private static MergePlan inProgress(Revisions revisions) throws IOException, Failure {
    String head = PastLedger.commit(revisions, "HEAD");
    List<String> merging = revisions.mergeHeads();
    if (merging.isEmpty()) {
      throw Failure.wrongRequest(
          "nothing to merge: no commit is named, and no 'git merge' is in progress",
          "name a branch, or run 'git merge --no-commit BRANCH' first");
    }
    return new MergePlan(head, merging, null, false);
  }

  private static MergePlan other(Revisions revisions, String revision) throws IOException, Failure {
    String head = PastLedger.commit(revisions, "HEAD");
    if (!revisions.mergeHeads().isEmpty()) {
      throw Failure.cannot("a 'git merge' is in progress", "'git merge --abort' aborts it")
          .because(GitFailureReason.MERGE_IN_PROGRESS);
    }
    return new MergePlan(head, List.of(PastLedger.commit(revisions, revision)), head, false);
  }

  private static MergePlan repair(Revisions revisions, MergeSource.RepairedCommit repaired)
      throws IOException, Failure {
    String commit = PastLedger.commit(revisions, repaired.commit());
    List<String> parents = revisions.parents(commit);
    String with = repaired.with();
    if (with != null && !parents.isEmpty()) {
      List<String> merged = List.of(PastLedger.commit(revisions, with));
      return new MergePlan(parents.getFirst(), merged, commit, true);
    }
    if (parents.size() < 2) {
      throw Failure.wrongRequest(repaired.commit() + " is not a merge commit", null)
          .because(GitFailureReason.NOT_A_MERGE);
    }
    return new MergePlan(parents.getFirst(), parents.subList(1, parents.size()), commit, true);
  }
}
