import ledger.evidence.compare.ComparedSeries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.evidence.compare.Calibration;
import ledger.evidence.compare.Comparison;
import ledger.evidence.compare.EqualRuns;
import ledger.evidence.store.EvidenceStore;
import ledger.io.GuardedFiles;
import ledger.evidence.record.RunRecord;

/**
 * Compares equal runs with each other, as {@code compare} does, and counts the changes that are
 * reported although there are none. Run by {@code bench/aa-comparisons}.
 *
 * <p>A pair in which one run a side shows a change is confirmed as {@code verify --env A,B} does it:
 * while something looks changed, each side gets another run, up to four; here these are the next ones in the order in
 * which they were made.
 */
class AaComparisons {
  private static final double BAR = 0.01;
  private static final int MOST_RUNS = 4;

  /** How often a metric was compared, looked changed in one run a side, and was confirmed. */
  private static final class Count {
    int compared;
    int once;
    int confirmed;
  }

  /**
   * @param args the folder of the run records, {@code all} or {@code independent}, an environment,
   *     how many of the first runs are the host's calibration (0 for none), and the experiments'
   *     names
   */
  public static void main(String[] args) {
    Path results = Path.of(args[0]).toAbsolutePath();
    List<RunRecord> all = new EvidenceStore(GuardedFiles.of(results), results).all();
    boolean independent = args[1].equals("independent");
    int calibrating = Integer.parseInt(args[3]);
    int pairs = 0;
    int once = 0;
    int confirmed = 0;
    for (String name : List.of(args).subList(4, args.length)) {
      List<RunRecord> runs =
          EqualRuns.newest(
                  all, run -> run.experiment().equals(name) && run.environment().equals(args[2]))
              .reversed();
      if (runs.size() < calibrating + 8) {
        System.err.printf("%s: %d equal runs, at least %d are needed%n", name, runs.size(), calibrating + 8);
        System.exit(3);
      }
      List<Calibration> calibrations =
          Calibration.of(runs.subList(0, calibrating).reversed()).stream().toList();
      runs = runs.subList(calibrating, runs.size());
      Map<String, Count> counts = new LinkedHashMap<>();
      int step = independent ? 2 : 1;
      for (int i = 0; i < runs.size() - 1; i += step) {
        int last = independent ? i + 1 : runs.size() - 1;
        for (int j = i + 1; j <= last; j++) {
          pairs++;
          List<ComparedSeries> rows = Comparison.of(List.of(runs.get(i)), List.of(runs.get(j)), calibrations);
          rows.forEach(row -> count(counts, row).compared++);
          rows.stream().filter(ComparedSeries::changed).forEach(row -> count(counts, row).once++);
          boolean changed = rows.stream().anyMatch(ComparedSeries::changed);
          once += changed ? 1 : 0;
          for (int n = 2; n <= MOST_RUNS && rows.stream().anyMatch(ComparedSeries::unconfirmed); n++) {
            rows = Comparison.of(side(runs, i, j, n, 0), side(runs, j, i, n, 1), calibrations);
          }
          boolean still = false;
          for (ComparedSeries row : rows) {
            if (row.changed() && row.confirmed()) {
              count(counts, row).confirmed++;
              still = true;
            }
          }
          confirmed += still ? 1 : 0;
        }
      }
      print(name, runs, calibrating, counts);
    }
    System.out.printf(
        "%n%d pairs of runs; %d with a false change after one run a side, %d after confirmation (limit: 1 in 100)%n",
        pairs, once, confirmed);
    System.out.println(
        independent
            ? "No run is in more than one pair."
            : "Each run is in many pairs, so they are not independent: one odd run affects all of its pairs.");
    System.exit(confirmed <= BAR * pairs ? 0 : 1);
  }

  /** A run together with later ones that are not in the pair: every second one, so that the sides alternate. */
  private static List<RunRecord> side(List<RunRecord> runs, int own, int other, int count, int turn) {
    List<RunRecord> side = new ArrayList<>(List.of(runs.get(own)));
    int at = Math.max(own, other);
    for (int taken = 0; side.size() < count; ) {
      at = (at + 1) % runs.size();
      if (at != own && at != other) {
        if (taken % 2 == turn) {
          side.add(runs.get(at));
        }
        taken++;
      }
    }
    return side;
  }

  private static Count count(Map<String, Count> counts, ComparedSeries row) {
    String kind = row.metric().exact() ? " (exact)" : "";
    return counts.computeIfAbsent(row.metric().id() + kind, key -> new Count());
  }

  private static void print(String name, List<RunRecord> runs, int calibrating, Map<String, Count> counts) {
    RunRecord any = runs.getFirst();
    System.out.printf(
        "%n%s in %s on %s, %s, %d equal runs after %d for calibration%n",
        name, any.environment(), any.inputs().hostKind(), any.host().cpu(), runs.size(), calibrating);
    System.out.printf("  %-44s %9s %6s %10s%n", "metric", "compared", "once", "confirmed");
    counts.forEach(
        (metric, count) ->
            System.out.printf(
                "  %-44s %9d %6d %10d%n", metric, count.compared, count.once, count.confirmed));
  }
}
