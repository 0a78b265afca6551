package ledger.cli.git;

import java.util.Map;
import ledger.app.git.GitFailureReason;
import ledger.app.git.merge.MergeResult;
import ledger.app.session.Failure;
import ledger.app.session.FileDiff;
import ledger.cli.Console;
import ledger.cli.Json;
import ledger.document.ConflictNote;
import ledger.merge.Merged;
import ledger.merge.MergedFiles;
import ledger.merge.Renumbering;
import org.jspecify.annotations.Nullable;

/** Reports what a merge did, apart from the obvious. */
final class MergeReport {
  private MergeReport() {}

  /** Reports the merge of one file, for git. */
  static void print(Console console, String name, Merged merged) {
    for (Renumbering one : merged.renumbered()) {
      console.note(renumbered(one) + ", everywhere in " + name);
      console.note(
          "  help: if it has a page, results or experiments, rename those too: 'git grep "
              + one.from()
              + "'");
    }
    for (ConflictNote note : merged.conflicts()) {
      console.note("ledger: conflict in " + name + ": " + note.subject());
    }
    decide(console, merged.isClean());
  }

  /** What the merge of all files came to, or would come to. */
  static void print(Console console, MergeResult result, boolean dryRun) {
    if (dryRun) {
      result.files().forEach(console::diff);
    } else {
      result.changes().forEach(change -> console.print(ChangeText.line(change)));
    }
    String verb = dryRun ? "would write " : "wrote ";
    result.files().forEach(file -> console.note(verb + file.path()));
    if (result.files().isEmpty()) {
      console.note("nothing to merge: the files already have everything");
    }
    for (Renumbering one : result.renumbered()) {
      console.note(renumbered(one) + ", with its page and wherever its side mentions it");
      console.note(
          "  help: results and experiments keep the old ID: 'git grep "
              + one.from()
              + "' finds them");
    }
    for (MergedFiles.Conflict conflict : result.conflicts()) {
      console.note("ledger: conflict in " + conflict.path() + ": " + conflict.note().subject());
    }
    decide(console, result.isClean());
  }

  static String json(MergeResult result) {
    return Json.write(
        Json.object(
            "schema", "ledger-merge/1",
            "files", result.files().stream().map(FileDiff::path).toList(),
            "changes", ChangeText.json(result.changes()),
            "renumbered", result.renumbered().stream().map(MergeReport::json).toList(),
            "conflicts", result.conflicts().stream().map(MergeReport::json).toList()));
  }

  private static Map<String, @Nullable Object> json(Renumbering one) {
    return Json.object(
        "from", one.from().value(),
        "to", one.to().value(),
        "side", one.theirs() ? "theirs" : "ours");
  }

  private static Map<String, @Nullable Object> json(MergedFiles.Conflict conflict) {
    ConflictNote note = conflict.note();
    return Json.object(
        "path", conflict.path(),
        "subject", note.subject(),
        "ours", note.ours(),
        "theirs", note.theirs(),
        "before", note.before());
  }

  private static String renumbered(Renumbering one) {
    return "ledger: two new tasks were called "
        + one.from()
        + "; "
        + (one.theirs() ? "theirs" : "ours")
        + " is "
        + one.to()
        + " now";
  }

  private static void decide(Console console, boolean clean) {
    if (!clean) {
      console.note(
          "  help: our version stays; each conflict is a comment 'ledger-conflict' in the file: decide, delete the"
              + " comment, then 'git add'");
    }
  }

  /** A failure, with the options that help. */
  static Failure advised(Failure e) {
    if (e.reason() == GitFailureReason.MERGE_IN_PROGRESS) {
      return e.withHelp(
          "'ledger merge' without REF merges its ledger; 'git merge --abort' aborts it");
    }
    return e.reason() == GitFailureReason.NOT_A_MERGE
        ? e.withHelp("--with BRANCH says what was merged, where a forge squashed or rebased it")
        : e;
  }
}
