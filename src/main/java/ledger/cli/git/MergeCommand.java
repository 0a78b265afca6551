package ledger.cli.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ledger.app.git.CommittedFiles;
import ledger.app.git.MergeFiles;
import ledger.app.session.Failure;
import ledger.app.session.Workplace;
import ledger.cli.DryRun;
import ledger.cli.ExitCode;
import ledger.document.Layout;
import ledger.document.TaskChange;
import ledger.document.parse.LedgerParser;
import ledger.git.Checkout;
import ledger.git.history.Revisions;
import ledger.merge.LedgerFiles;
import ledger.merge.MergedFiles;
import ledger.merge.Renumbering;
import ledger.merge.Unmergeable;
import ledger.workspace.FileChange;
import ledger.workspace.Settings;
import ledger.workspace.Store;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    description = {
      "Merge another commit's ledger, pages and archive into the working copy, by tasks and cells.",
      "Without REF: what the 'git merge' in progress brings in; then 'git add' and 'git commit'.",
      "Git's own state is not touched. Exit code 1 if a conflict is left to be decided."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger merge feature/x --dry-run    what would come, and what conflicts",
      "  ledger merge                        after 'git merge' stopped, or 'git merge --no-commit'",
      "  ledger merge --repair HEAD          do the merge commit HEAD again: a forge merged by lines",
      "  ledger merge --repair 1a2b3c --with feature/x    the same where the forge squashed"
    })
public final class MergeCommand extends GitCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "REF",
      description = "A branch, tag or commit (default: the merge in progress).")
  private @Nullable String ref;

  @Option(
      names = "--repair",
      paramLabel = "COMMIT",
      description = "Merge this commit's parents again and put the result in place of what it has.")
  private @Nullable String repaired;

  @Option(
      names = "--with",
      paramLabel = "REF",
      description = "For --repair: what was merged, where the commit has one parent only.")
  private @Nullable String with;

  @Mixin private DryRun dry;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  /**
   * What to merge.
   *
   * @param ours the commit that is merged into
   * @param theirs the commits that are merged, one after the other
   * @param replaced the commit whose files the result takes the place of; null where git left its
   *     own attempt in the files
   */
  private record Job(String ours, List<String> theirs, @Nullable String replaced) {}

  /** What came of it. */
  private record Done(Job job, MergedFiles merged, List<TaskChange> changes, MergeFiles files) {}

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    try (Checkout checkout = checkout(workspace)) {
      Job job = job(new Revisions(checkout));
      if (dry.run) {
        return report(workspace, done(workspace, settings.layout(), checkout, job));
      }
      Done done =
          new Workplace(session(), workspace, Settings.DEFAULT)
              .store()
              .<Done, Exception>change(
                  context().command(),
                  () -> {
                    Done made = done(workspace, settings.layout(), checkout, job);
                    return new Store.Result<>(made.files().changes(), made);
                  });
      return report(workspace, done);
    } catch (Unmergeable e) {
      throw Failure.cannot(
          "cannot merge by tasks: " + e.getMessage(),
          "mend that side first ('ledger check' there), or edit the file by hand");
    }
  }

  private Job job(Revisions revisions) throws IOException, Failure {
    if ((ref != null && repaired != null) || (with != null && repaired == null)) {
      throw Failure.wrongRequest(
          "REF goes without --repair, --with goes with it", "see 'merge --help'");
    }
    if (repaired != null) {
      return repair(revisions, commit(revisions, repaired));
    }
    String head = commit(revisions, "HEAD");
    List<String> merging = revisions.mergeHeads();
    if (ref == null && merging.isEmpty()) {
      throw Failure.wrongRequest(
          "nothing to merge: no REF, and no 'git merge' in progress",
          "name a branch, or run 'git merge --no-commit BRANCH' first");
    }
    if (ref == null) {
      return new Job(head, merging, null);
    }
    if (!merging.isEmpty()) {
      throw Failure.cannot(
          "a 'git merge' is in progress",
          "'ledger merge' without REF finishes its ledger; 'git merge --abort' ends it");
    }
    return new Job(head, List.of(commit(revisions, ref)), head);
  }

  private Job repair(Revisions revisions, String commit) throws IOException, Failure {
    List<String> parents = revisions.parents(commit);
    if (with != null && !parents.isEmpty()) {
      return new Job(parents.getFirst(), List.of(commit(revisions, with)), commit);
    }
    if (parents.size() < 2) {
      throw Failure.wrongRequest(
          repaired + " is no merge commit",
          "--with BRANCH says what was merged, where a forge squashed or rebased it");
    }
    return new Job(parents.getFirst(), parents.subList(1, parents.size()), commit);
  }

  private Done done(Workspace workspace, Layout layout, Checkout checkout, Job job)
      throws Exception {
    CommittedFiles commits = new CommittedFiles(checkout, workspace, layout);
    LedgerFiles ours = commits.at(job.ours());
    LedgerFiles files = ours;
    List<MergedFiles.Conflict> conflicts = new ArrayList<>();
    List<Renumbering> renumbered = new ArrayList<>();
    for (String theirs : job.theirs()) {
      MergedFiles merged = commits.merge(files, job.ours(), theirs);
      files = merged.files();
      conflicts.addAll(merged.conflicts());
      renumbered.addAll(merged.renumbered());
    }
    List<TaskChange> changes =
        TaskChange.between(
            LedgerParser.parse(ours.ledger(), layout).ledger(),
            LedgerParser.parse(files.ledger(), layout).ledger());
    LedgerFiles replaced = job.replaced() == null ? null : commits.at(job.replaced());
    MergeFiles written = new MergeFiles(this, workspace, layout, repaired != null);
    written.put(replaced, files);
    return new Done(job, new MergedFiles(files, conflicts, renumbered), changes, written);
  }

  private int report(Workspace workspace, Done done) {
    if (json) {
      console().print(MergeReport.json(done.merged(), done.changes(), paths(workspace, done)));
    } else {
      if (dry.run) {
        done.files().show(workspace.root());
      } else {
        done.changes().forEach(change -> console().print(ChangeText.line(change)));
      }
      paths(workspace, done).forEach(path -> console().note(verb() + " " + path));
      if (done.files().changes().isEmpty()) {
        console().note("nothing to merge: the files say it all already");
      }
      MergeReport.print(console(), done.merged());
    }
    return done.merged().isClean() ? ExitCode.OK : ExitCode.NO;
  }

  private String verb() {
    return dry.run ? "would write" : "wrote";
  }

  private static List<String> paths(Workspace workspace, Done done) {
    return done.files().changes().stream()
        .map(FileChange::file)
        .map(file -> workspace.root().relativize(file).toString())
        .toList();
  }
}
