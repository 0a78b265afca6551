package ledger.evidence.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import ledger.evidence.record.Exit;
import ledger.evidence.record.HostKind;
import ledger.evidence.record.RunRecord;

/**
 * The beginning of a run record: enough to determine which runs are the newest of their kind,
 * without the samples.
 *
 * @param backend what did the computing; {@code unknown} if the run died before it knew
 * @param completed whether it ran to its end
 */
public record RunHead(
    String run,
    String experiment,
    String environment,
    boolean quick,
    String backend,
    String hostKind,
    Instant started,
    boolean completed) {

  /** Sorted by start, then by ID, so that the order is the same everywhere. */
  static final Comparator<RunHead> NEWEST_FIRST =
      Comparator.comparing(RunHead::started).thenComparing(RunHead::run).reversed();

  public static RunHead of(RunRecord record) {
    return new RunHead(
        record.run(),
        record.experiment(),
        record.environment(),
        record.quick(),
        record.host().backend(),
        record.inputs().hostKind(),
        record.started(),
        record.exit().kind() == Exit.Kind.COMPLETED);
  }

  /** The newest run of each experiment, environment and kind of host, newest first. */
  public static List<RunHead> newest(List<RunHead> heads) {
    return newest(heads.stream().sorted(NEWEST_FIRST).toList(), head -> head);
  }

  /**
   * Those of the runs that no other run supersedes, in their order, without quick runs.
   *
   * @param runs newest first
   */
  public static <T> List<T> newest(List<T> runs, Function<T, RunHead> head) {
    List<T> newest = new ArrayList<>();
    List<RunHead> seen = new ArrayList<>();
    for (T run : runs) {
      RunHead own = head.apply(run);
      if (!own.quick && seen.stream().noneMatch(newer -> newer.supersedes(own))) {
        newest.add(run);
        seen.add(own);
      }
    }
    return newest;
  }

  /**
   * Those of the runs that a site shows, in their order: a run that broke is of no interest once a
   * newer one on the same kind of host has reached its end.
   */
  public static <T> List<T> published(List<T> runs, Function<T, RunHead> head) {
    List<RunHead> whole =
        runs.stream().map(head).filter(own -> own.completed && !own.quick).toList();
    return runs.stream()
        .filter(
            run -> {
              RunHead own = head.apply(run);
              return own.completed
                  || whole.stream()
                      .noneMatch(
                          other -> NEWEST_FIRST.compare(other, own) < 0 && other.supersedes(own));
            })
        .toList();
  }

  /**
   * Whether this newer run supersedes an older one. A run that died before it knew its backend is
   * superseded by any newer one on the same system and architecture.
   */
  private boolean supersedes(RunHead older) {
    return experiment.equals(older.experiment)
        && environment.equals(older.environment)
        && (hostKind.equals(older.hostKind)
            || (older.backend.equals("unknown")
                && HostKind.system(hostKind).equals(HostKind.system(older.hostKind))));
  }
}
