package ledger.evidence.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import ledger.evidence.record.Inputs;

/** Compares the inputs of a run with those of now. */
final class Freshness {
  /**
   * @param stale what makes the measurements old, in words
   * @param suspect what makes their reading doubtful, in words
   */
  record Changes(List<String> stale, List<String> suspect) {
    List<String> all() {
      List<String> all = new ArrayList<>(stale);
      all.addAll(suspect);
      return List.copyOf(all);
    }
  }

  /** What the digest of an environment covers. */
  private static final String ENVIRONMENT =
      "the environment's requirements, variables or libraries";

  private Freshness() {}

  static Changes between(Inputs then, Inputs now) {
    List<String> stale = new ArrayList<>();
    if (!then.script().equals(now.script())) {
      stale.add("the script");
    }
    TreeSet<String> files = new TreeSet<>(then.imports().keySet());
    files.addAll(now.imports().keySet());
    for (String file : files) {
      String before = then.imports().get(file);
      String after = now.imports().get(file);
      if (before == null) {
        stale.add(file + " (new)");
      } else if (after == null) {
        stale.add(file + " (gone)");
      } else if (!before.equals(after)) {
        stale.add(file);
      }
    }
    if (!then.requirements().equals(now.requirements())) {
      stale.add(ENVIRONMENT);
    }
    if (!then.hostKind().equals(now.hostKind())) {
      stale.add("the kind of host (" + then.hostKind() + ", now " + now.hostKind() + ")");
    }
    List<String> suspect = new ArrayList<>();
    if (!then.claims().equals(now.claims())) {
      suspect.add("the claims");
    }
    if (!then.taskText().equals(now.taskText())) {
      suspect.add("the task's text");
    }
    return new Changes(List.copyOf(stale), List.copyOf(suspect));
  }

  /** {@code a, b and 3 more}. */
  static String listed(List<String> changes) {
    int shown = 3;
    if (changes.size() <= shown + 1) {
      return String.join(", ", changes);
    }
    return String.join(", ", changes.subList(0, shown))
        + " and "
        + (changes.size() - shown)
        + " more";
  }
}
