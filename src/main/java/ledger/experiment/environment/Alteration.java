package ledger.experiment.environment;

import java.util.List;

/**
 * What is otherwise in an environment than its lock file, or its last look, says.
 *
 * @param what a package with its version, or a file below the environment's folder
 */
public record Alteration(String what, How kind) {
  /** What happened to it. */
  public enum How {
    ADDED,
    REMOVED,
    EDITED
  }

  private static final int SHOWN = 3;

  /** Such as {@code six 1.16.0 was removed, six/x.py was edited and 4 more}. */
  public static String words(List<Alteration> all) {
    StringBuilder text = new StringBuilder();
    for (Alteration each : all.subList(0, Math.min(SHOWN, all.size()))) {
      text.append(text.isEmpty() ? "" : ", ").append(each.what).append(" was ");
      text.append(
          switch (each.kind) {
            case ADDED -> "added";
            case REMOVED -> "removed";
            case EDITED -> "edited";
          });
    }
    return all.size() <= SHOWN ? text.toString() : text + " and " + (all.size() - SHOWN) + " more";
  }
}
