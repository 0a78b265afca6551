package ledger.app.git.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ledger.app.session.Failure;
import ledger.app.session.FileDiff;
import ledger.app.session.InvalidFiles;
import ledger.app.session.PastLedger;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.TaskChange;
import ledger.document.edit.Refusal;
import ledger.document.parse.LedgerParser;
import ledger.git.Checkout;
import ledger.git.history.Revisions;
import ledger.merge.LedgerFiles;
import ledger.merge.MergedFiles;
import ledger.merge.Renumbering;
import ledger.merge.Unmergeable;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.workspace.FileChange;
import ledger.workspace.Store;

/** Merges the files of commits into the working copy. Git's own state is not touched. */
public final class MergeLedger {
  private final Workplace workplace;
  private final CommittedFiles commits;
  private final MergePlan plan;

  private MergeLedger(Workplace workplace, CommittedFiles commits, MergePlan plan) {
    this.workplace = workplace;
    this.commits = commits;
    this.plan = plan;
  }

  public static MergeResult run(Session session, MergeRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace workplace = Workplace.open(session);
    try (Checkout checkout = new PastLedger(session, workplace.workspace()).checkout()) {
      MergePlan plan = MergePlan.of(new Revisions(checkout), request.source());
      MergeLedger merge = new MergeLedger(workplace, new CommittedFiles(checkout, workplace), plan);
      return request.dryRun() ? merge.merged().value() : workplace.write(merge::merged);
    }
  }

  private Store.Result<MergeResult> merged()
      throws IOException, InvalidText, InvalidFiles, Failure {
    LedgerFiles ours = commits.at(plan.ours());
    MergedFiles merged = mergedInto(ours);
    WorkingCopy copy = new WorkingCopy(workplace, plan.keepsEdits());
    String replaced = plan.replaced();
    List<FileChange> files =
        copy.changes(replaced == null ? null : commits.at(replaced), merged.files());
    return new Store.Result<>(
        files,
        new MergeResult(
            FileDiff.of(workplace, files),
            changes(ours.ledger(), merged.files().ledger()),
            merged.conflicts(),
            merged.renumbered()));
  }

  private MergedFiles mergedInto(LedgerFiles ours) throws IOException, InvalidText, Failure {
    LedgerFiles files = ours;
    List<MergedFiles.Conflict> conflicts = new ArrayList<>();
    List<Renumbering> renumbered = new ArrayList<>();
    try {
      for (String theirs : plan.theirs()) {
        MergedFiles merged = commits.merge(files, plan.ours(), theirs);
        files = merged.files();
        conflicts.addAll(merged.conflicts());
        renumbered.addAll(merged.renumbered());
      }
    } catch (Unmergeable e) {
      throw Failure.cannot(
          "cannot merge by tasks: " + e.getMessage(),
          "fix that side first ('ledger check' there), or edit the file by hand");
    }
    return new MergedFiles(files, conflicts, renumbered);
  }

  private List<TaskChange> changes(SourceText before, SourceText after) {
    return TaskChange.between(
        LedgerParser.parse(before, workplace.layout()).ledger(),
        LedgerParser.parse(after, workplace.layout()).ledger());
  }
}
