package ledger.cli.git;

import java.util.List;
import java.util.Map;
import ledger.cli.Console;
import ledger.cli.Json;
import ledger.document.ConflictNote;
import ledger.document.TaskChange;
import ledger.merge.Merged;
import ledger.merge.MergedFiles;
import ledger.merge.Renumbering;
import org.jspecify.annotations.Nullable;

/** Says what a merge did beyond the obvious. */
final class MergeReport {
  private MergeReport() {}

  /** What the merge of one file, for git, came to. */
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

  /** What the merge of all files came to. */
  static void print(Console console, MergedFiles merged) {
    for (Renumbering one : merged.renumbered()) {
      console.note(renumbered(one) + ", with its page and wherever its side mentions it");
      console.note(
          "  help: results and experiments keep the old ID: 'git grep "
              + one.from()
              + "' finds them");
    }
    for (MergedFiles.Conflict conflict : merged.conflicts()) {
      console.note("ledger: conflict in " + conflict.path() + ": " + conflict.note().subject());
    }
    decide(console, merged.isClean());
  }

  static String json(MergedFiles merged, List<TaskChange> changes, List<String> files) {
    return Json.write(
        Json.object(
            "schema",
            "ledger-merge/1",
            "files",
            files,
            "changes",
            changes.stream().map(ChangeText::json).toList(),
            "renumbered",
            merged.renumbered().stream()
                .map(
                    one ->
                        Json.object(
                            "from",
                            one.from().value(),
                            "to",
                            one.to().value(),
                            "side",
                            one.theirs() ? "theirs" : "ours"))
                .toList(),
            "conflicts",
            merged.conflicts().stream().map(MergeReport::json).toList()));
  }

  private static Map<String, @Nullable Object> json(MergedFiles.Conflict conflict) {
    ConflictNote note = conflict.note();
    return Json.object(
        "path",
        conflict.path(),
        "subject",
        note.subject(),
        "ours",
        note.ours(),
        "theirs",
        note.theirs(),
        "before",
        note.before());
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
}
