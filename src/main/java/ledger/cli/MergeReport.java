package ledger.cli;

import ledger.document.ConflictNote;
import ledger.merge.Merged;
import ledger.merge.Renumbering;

/** Says what a merge did beyond the obvious. */
final class MergeReport {
  private MergeReport() {}

  static void print(Console console, String name, Merged merged) {
    for (Renumbering one : merged.renumbered()) {
      console.note(
          "ledger: two new tasks were called "
              + one.from()
              + "; "
              + (one.theirs() ? "theirs" : "ours")
              + " is "
              + one.to()
              + " now, with all that "
              + name
              + " says of it");
      console.note(
          "  help: if it has a page, results or experiments, rename them too: 'git grep "
              + one.from()
              + "'");
    }
    for (ConflictNote note : merged.conflicts()) {
      console.note("ledger: conflict in " + name + ": " + note.subject());
    }
    if (!merged.isClean()) {
      console.note(
          "  help: ours stands; each conflict is a comment 'ledger-conflict' in the file: decide, delete the"
              + " comment, then 'git add'");
    }
  }
}
