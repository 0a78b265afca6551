package ledger.evidence.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.Observed;
import ledger.evidence.verdict.InputChange;
import ledger.evidence.verdict.InputChange.Fate;
import ledger.evidence.verdict.InputChange.Whole;
import org.jspecify.annotations.Nullable;

/**
 * Compares the inputs of a run with those of now.
 *
 * @param stale what makes the measurements old
 * @param suspect what makes their interpretation doubtful
 */
record Freshness(List<InputChange> stale, List<InputChange> suspect) {
  /**
   * @param claimsEdited whether the claims are no longer those that the run recorded
   */
  static Freshness between(Inputs then, Inputs now, boolean claimsEdited) {
    List<InputChange> stale = new ArrayList<>();
    add(stale, Whole.SCRIPT, then.script(), now.script());
    stale.addAll(files(then.imports(), now.imports()));
    Observed seen = then.observed();
    if (seen != null && now.observed() != null) {
      stale.addAll(files(seen.files(), now.observed().files()));
      stale.addAll(variables(seen.variables(), now.observed().variables()));
      if (!seen.declared().equals(now.observed().declared())) {
        stale.add(Whole.DECLARED_INPUTS);
      }
    } else if (seen != null || now.observed() != null) {
      stale.add(Whole.EVERYTHING); // not to be compared
    }
    add(stale, Whole.ENVIRONMENT, then.requirements(), now.requirements());
    add(
        stale,
        new InputChange.OtherHost(then.hostKind(), now.hostKind()),
        then.hostKind(),
        now.hostKind());
    List<InputChange> suspect = new ArrayList<>();
    if (claimsEdited) {
      suspect.add(Whole.CLAIMS);
    }
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
      if (isNone(before) != isNone(after)) {
        changes.add(new InputChange.LocalFile(file, isNone(before) ? Fate.NEW : Fate.GONE));
      } else if (!isNone(before) && !Objects.equals(before, after)) {
        changes.add(new InputChange.LocalFile(file, Fate.EDITED));
      }
    }
    return changes;
  }

  private static boolean isNone(@Nullable String digest) {
    return digest == null || digest.equals(Observed.ABSENT);
  }

  private static List<InputChange> variables(
      SortedMap<String, String> then, SortedMap<String, String> now) {
    TreeSet<String> names = new TreeSet<>(then.keySet());
    names.addAll(now.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(then.get(name), now.get(name)))
        .<InputChange>map(InputChange.UserVariable::new)
        .toList();
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
