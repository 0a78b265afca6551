package ledger.evidence.judge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.TaskEvidence;

/**
 * Which records are no longer needed.
 *
 * <p>Needed are the runs that decide or are shown first, whatever their verdict; every run that a
 * text mentions; and older runs whose inputs are still the present ones, because they show how much
 * equal runs differ on that host. What remains are older runs that are quick, broken or stale.
 */
public final class Retention {
  private Retention() {}

  /** Why a run is not needed: there is a newer one, and this one is … */
  public enum Useless {
    QUICK,
    BROKEN,
    STALE
  }

  /** A record that is not needed, and why. */
  public record Superfluous(RunRecord record, Useless why) {}

  /**
   * The records that are not needed.
   *
   * @param texts all text that may mention a run: the ledger and the pages
   */
  public static List<Superfluous> superfluous(
      Collection<TaskEvidence> evidence, Collection<String> texts) {
    List<Superfluous> found = new ArrayList<>();
    for (TaskEvidence task : evidence) {
      for (ExperimentEvidence experiment : task.experiments()) {
        Set<String> kept = new HashSet<>();
        newestQuick(experiment, kept);
        for (RunEvidence run : experiment.older()) {
          String id = run.record().run();
          if (!kept.contains(id) && texts.stream().noneMatch(text -> text.contains(id))) {
            why(run).ifPresent(why -> found.add(new Superfluous(run.record(), why)));
          }
        }
      }
    }
    return List.copyOf(found);
  }

  /** The newest quick run is what somebody is working on. */
  private static void newestQuick(ExperimentEvidence experiment, Set<String> kept) {
    experiment.older().stream()
        .filter(run -> run.record().quick())
        .findFirst()
        .ifPresent(run -> kept.add(run.record().run()));
  }

  private static Optional<Useless> why(RunEvidence run) {
    if (run.record().quick()) {
      return Optional.of(Useless.QUICK);
    }
    return switch (run.verdict().status()) {
      case BROKEN -> Optional.of(Useless.BROKEN);
      case STALE -> Optional.of(Useless.STALE);
      default -> Optional.empty();
    };
  }
}
