package ledger.evidence.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import ledger.evidence.record.Inputs;
import ledger.evidence.verdict.InputChange;
import ledger.evidence.verdict.InputChange.Fate;
import ledger.evidence.verdict.InputChange.Whole;

/**
 * Compares the inputs of a run with those of now.
 *
 * @param stale what makes the measurements old
 * @param suspect what makes their interpretation doubtful
 */
record Freshness(List<InputChange> stale, List<InputChange> suspect) {
  static Freshness between(Inputs then, Inputs now) {
    List<InputChange> stale = new ArrayList<>();
    add(stale, Whole.SCRIPT, then.script(), now.script());
    stale.addAll(files(then.imports(), now.imports()));
    add(stale, Whole.ENVIRONMENT, then.requirements(), now.requirements());
    add(
        stale,
        new InputChange.OtherHost(then.hostKind(), now.hostKind()),
        then.hostKind(),
        now.hostKind());
    List<InputChange> suspect = new ArrayList<>();
    add(suspect, Whole.CLAIMS, then.claims(), now.claims());
    add(suspect, Whole.TASK_TEXT, then.taskText(), now.taskText());
    return new Freshness(List.copyOf(stale), List.copyOf(suspect));
  }

  private static void add(List<InputChange> changes, InputChange change, String then, String now) {
    if (!then.equals(now)) {
      changes.add(change);
    }
  }

  private static List<InputChange> files(
      SortedMap<String, String> then, SortedMap<String, String> now) {
    List<InputChange> changes = new ArrayList<>();
    TreeSet<String> files = new TreeSet<>(then.keySet());
    files.addAll(now.keySet());
    for (String file : files) {
      String before = then.get(file);
      String after = now.get(file);
      if (before == null || after == null) {
        changes.add(new InputChange.LocalFile(file, before == null ? Fate.NEW : Fate.GONE));
      } else if (!before.equals(after)) {
        changes.add(new InputChange.LocalFile(file, Fate.EDITED));
      }
    }
    return changes;
  }

  /** The same, taking accepted edits into account. */
  Freshness accepted() {
    return new Freshness(stale, List.of());
  }

  List<InputChange> all() {
    List<InputChange> all = new ArrayList<>(stale);
    all.addAll(suspect);
    return List.copyOf(all);
  }
}
