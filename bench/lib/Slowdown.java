import ledger.evidence.compare.ComparedSeries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import ledger.evidence.compare.Calibration;
import ledger.evidence.compare.Comparison;
import ledger.evidence.compare.EqualRuns;
import ledger.evidence.store.EvidenceStore;
import ledger.io.GuardedFiles;
import ledger.evidence.record.RunRecord;
import ledger.evidence.record.Sample;

/**
 * Finds the smallest change that each metric can show, by {@code compare} over the raw samples of
 * real runs. Run by {@code bench/slowdown}; prints markdown.
 *
 * <p>A trial draws three runs a side from the equal ones, with replacement, and of each series of a
 * run as many samples as it has, with replacement; the second side is scaled. The seed is fixed.
 */
class Slowdown {
  private static final int TRIALS = 100;
  private static final int ENOUGH = 95;
  private static final int RUNS = 3;
  private static final int SEED = 20261126;
  private static final double[] CHANGES = {
    0.02, 0.03, 0.05, 0.075, 0.10, 0.15, 0.20, 0.30, 0.50, 0.75, 1.0, 2.0
  };

  /** A series: its metric, its noise, and how often each change was found. */
  private static final class Series {
    final String metric;
    final double noise;
    final boolean measured;
    final int[] found = new int[CHANGES.length];
    int samples;

    Series(ComparedSeries row) {
      metric = row.metric().id();
      noise = row.noise();
      measured = row.freedom() > 0;
    }

    /** The smallest change from which on every larger one is found often enough; infinite if none is. */
    double smallest() {
      int at = CHANGES.length;
      while (at > 0 && found[at - 1] >= ENOUGH) {
        at--;
      }
      return at == CHANGES.length ? Double.POSITIVE_INFINITY : CHANGES[at];
    }
  }

  /**
   * @param args the folder of the run records, and an environment
   */
  public static void main(String[] args) {
    Path results = Path.of(args[0]).toAbsolutePath();
    List<RunRecord> all = new EvidenceStore(GuardedFiles.of(results), results).all();
    List<String> names =
        all.stream().map(run -> run.task() + " " + run.experiment()).distinct().sorted().toList();
    boolean head = false;
    for (String name : names) {
      List<RunRecord> equal =
          EqualRuns.newest(
              all,
              run ->
                  name.equals(run.task() + " " + run.experiment())
                      && run.environment().equals(args[1])
                      && run.imported() == null);
      if (Calibration.of(equal).isEmpty()) {
        System.err.println(name + ": fewer than three equal runs in " + args[1] + ", skipped");
        continue;
      }
      if (!head) {
        head(equal.getFirst());
        head = true;
      }
      table(name, equal, series(equal));
    }
    if (!head) {
      System.exit(3);
    }
  }

  private static List<Series> series(List<RunRecord> equal) {
    Random random = new Random(SEED);
    List<Calibration> calibrations = List.of(Calibration.of(equal).orElseThrow());
    Map<String, Series> found = new LinkedHashMap<>();
    for (int trial = 0; trial < TRIALS; trial++) {
      List<RunRecord> first = drawn(equal, random);
      List<RunRecord> second = drawn(equal, random);
      for (int at = 0; at < CHANGES.length; at++) {
        double factor = 1 + CHANGES[at];
        List<RunRecord> slower = second.stream().map(run -> scaled(run, factor)).toList();
        for (ComparedSeries row : Comparison.of(first, slower, calibrations)) {
          if (!row.metric().exact()) {
            String key = row.metric().id() + row.parameters() + row.arm();
            Series series = found.computeIfAbsent(key, k -> new Series(row));
            series.found[at] += row.changed() && row.confirmed() && row.shift() > 0 ? 1 : 0;
            series.samples = samples(equal.getFirst(), row);
          }
        }
      }
    }
    return List.copyOf(found.values());
  }

  private static int samples(RunRecord run, ComparedSeries row) {
    return (int)
        run.samples().stream()
            .filter(sample -> !sample.warmup() && sample.metric().equals(row.metric().id()))
            .filter(sample -> sample.parameters().equals(row.parameters()))
            .filter(sample -> java.util.Objects.equals(sample.arm(), row.arm()))
            .count();
  }

  private static List<RunRecord> drawn(List<RunRecord> equal, Random random) {
    List<RunRecord> drawn = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      drawn.add(resampled(equal.get(random.nextInt(equal.size())), random));
    }
    return drawn;
  }

  private static RunRecord resampled(RunRecord run, Random random) {
    Map<String, List<Sample>> bySeries =
        run.samples().stream()
            .filter(sample -> !sample.warmup())
            .collect(
                Collectors.groupingBy(
                    sample -> sample.metric() + sample.parameters() + sample.arm(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<Sample> samples = new ArrayList<>();
    for (List<Sample> own : bySeries.values()) {
      own.forEach(any -> samples.add(own.get(random.nextInt(own.size()))));
    }
    return with(run, samples);
  }

  private static RunRecord scaled(RunRecord run, double factor) {
    return with(
        run,
        run.samples().stream()
            .map(s -> new Sample(s.metric(), s.value() * factor, s.parameters(), s.arm(), false))
            .toList());
  }

  private static RunRecord with(RunRecord r, List<Sample> samples) {
    return new RunRecord(
        r.schema(), "drawn", r.task(), r.experiment(), r.title(), r.headline(), r.outcome(), r.environment(), r.quick(), r.host(),
        r.inputs(), r.git(), r.imported(), r.started(), r.durationMillis(), r.exit(), r.claims(), r.knownFailures(),
        r.metrics(), List.copyOf(samples), r.load(), r.checks(), r.notApplicable(), r.artifacts(), r.log(),
        r.traces());
  }

  private static void head(RunRecord any) {
    System.out.printf(
        """
        # The smallest change that each metric can show

        Generated by `bench/slowdown` from the run records; do not edit. Environment %s on %s, %s, %d cores.

        From the equal runs of each experiment, %d pairs of sides were drawn, %d runs a side, both runs and samples with
        replacement (with only three runs to draw from, such sides are calmer than real ones). Every series of the second
        side was then made larger by a fixed share. A change counts as found if `compare`, with these runs as the host's
        calibration, reports it as confirmed.

        - *samples*: in one run
        - *noise*: the bound that the difference between such sides stays within in 95 of 100 cases; `~` means that it was
          not measured and 10 %% was assumed
        - *10 %% found*: in how many of the %d draws a change of 10 %% was found
        - *smallest*: the smallest share such that it and all larger ones were found in at least %d draws

        For a metric with several series, the best and the worst are given. Another host has other noise;
        `ledger verify --calibrate` measures it.
        """,
        any.environment(), any.inputs().hostKind(), any.host().cpu(), any.host().cores(), TRIALS, RUNS, TRIALS, ENOUGH);
  }

  private static void table(String name, List<RunRecord> equal, List<Series> all) {
    System.out.printf("%n## %s, %d equal runs%n%n", name, equal.size());
    Map<String, List<Series>> byMetric =
        all.stream().collect(Collectors.groupingBy(s -> s.metric, LinkedHashMap::new, Collectors.toList()));
    if (byMetric.isEmpty()) {
      System.out.println("All its metrics are exact: four runs a side confirm any change.");
      return;
    }
    System.out.println("| metric | series | samples | noise | 10 % found | smallest |");
    System.out.println("|---|---:|---:|---:|---:|---:|");
    int ten = java.util.Arrays.binarySearch(CHANGES, 0.10);
    byMetric.forEach(
        (metric, series) ->
            System.out.printf(
                "| `%s` | %d | %s | %s%s | %s | %s |%n",
                metric,
                series.size(),
                range(series, s -> s.samples, v -> "%.0f".formatted(v)),
                series.stream().allMatch(s -> s.measured) ? "" : "~",
                range(series, s -> s.noise, Slowdown::percent),
                range(series, s -> -s.found[ten], v -> "%.0f".formatted(Math.abs(v))),
                range(series, Series::smallest, Slowdown::percent)));
  }

  private interface Figure {
    double of(Series series);
  }

  private interface Text {
    String of(double value);
  }

  private static String range(List<Series> series, Figure figure, Text text) {
    String least = text.of(series.stream().mapToDouble(figure::of).min().orElseThrow());
    String most = text.of(series.stream().mapToDouble(figure::of).max().orElseThrow());
    return least.equals(most) ? least : least + " to " + most;
  }

  private static String percent(double share) {
    return Double.isInfinite(share)
        ? "over %.0f %%".formatted(CHANGES[CHANGES.length - 1] * 100)
        : String.format(Locale.ROOT, share < 0.1 ? "%.1f %%" : "%.0f %%", share * 100);
  }
}
