package ledger.evidence.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ledger.document.TaskId;
import ledger.evidence.Records;
import ledger.evidence.claim.Metric;
import ledger.evidence.record.RunRecord;
import ledger.evidence.words.ComparisonWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A change is told only where it is one. */
class ComparisonTest {
  private static final Metric TIME = new Metric("t", "Time", "ms", "lower", false);
  private static final Metric SIZE = new Metric("b", "Bytes", "By", "lower", true);

  private static RunRecord run(int hour, double... samples) {
    Records records = Records.completed().sampled("t", samples);
    records.metrics = List.of(TIME, SIZE);
    records.started = Instant.parse("2026-11-23T00:00:00Z").plusSeconds(3600L * hour);
    return records.record();
  }

  private static RunRecord exact(int hour, double... samples) {
    Records records = Records.completed().sampled("b", samples);
    records.metrics = List.of(TIME, SIZE);
    records.started = Instant.parse("2026-11-23T00:00:00Z").plusSeconds(3600L * hour);
    return records.record();
  }

  private static ComparedSeries only(List<RunRecord> first, List<RunRecord> second) {
    List<ComparedSeries> rows = Comparison.of(first, second, List.of());
    assertThat(rows).hasSize(1);
    return rows.getFirst();
  }

  private static double[] spread(double middle, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = middle * (1 + 0.01 * (i - (count - 1) / 2.0) / count);
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({"2, WORSE", "0.5, BETTER", "1, SAME", "1.05, SAME"})
  void oneRunAgainstAnother(double factor, Difference answer) {
    ComparedSeries row =
        only(List.of(run(1, spread(10, 12))), List.of(run(2, spread(10 * factor, 12))));
    assertThat(row.answer()).as(ComparisonWords.of(row.reason())).isEqualTo(answer);
    assertThat(row.shift()).isCloseTo(factor - 1, within(0.01));
    assertThat(row.interval().low()).isLessThanOrEqualTo(row.shift());
    assertThat(row.interval().high()).isGreaterThanOrEqualTo(row.shift());
    assertThat(row.freedom()).isZero();
    assertThat(row.noise()).isEqualTo(0.10);
    assertThat(row.confirmed()).isFalse();
  }

  @Test
  void zeroVarianceSwitchesNothingOff() {
    double[] ten = {10, 10, 10, 10, 10, 10, 10, 10};
    double[] twenty = {20, 20, 20, 20, 20, 20, 20, 20};
    assertThat(only(List.of(run(1, ten)), List.of(run(2, twenty))).answer())
        .isEqualTo(Difference.WORSE);
    assertThat(only(List.of(run(1, ten)), List.of(run(2, ten))).answer())
        .isEqualTo(Difference.SAME);
  }

  /** Of four runs a side that never differ, since a value in steps could be so by chance. */
  @Test
  void runsThatNeverDifferConfirmLater() {
    List<RunRecord> first = new ArrayList<>();
    List<RunRecord> second = new ArrayList<>();
    for (int hour = 0; hour < 4; hour++) {
      assertThat(hour == 0 || only(first, second).unconfirmed()).isTrue();
      first.add(run(hour, spread(10, 12)));
      second.add(run(10 + hour, spread(20, 12)));
    }
    assertThat(only(first, second).confirmed()).isTrue();
  }

  /** Runs without the series are no witnesses. */
  @Test
  void onlyRunsThatHaveTheSeriesCount() {
    List<RunRecord> first = new ArrayList<>(List.of(run(1, spread(10, 12))));
    List<RunRecord> second = new ArrayList<>(List.of(run(2, spread(20, 12))));
    for (int hour = 3; hour < 9; hour += 2) {
      first.add(exact(hour, 64));
      second.add(exact(hour + 1, 64));
    }
    ComparedSeries row = only(first, second);
    assertThat(ComparisonWords.of(row.reason()))
        .isEqualTo("seen in one run a side; more would confirm it");
    assertThat(row.confirmed()).isFalse();
  }

  @Test
  void fewSamplesTellNothing() {
    ComparedSeries row = only(List.of(run(1, 10, 10, 10, 10)), List.of(run(2, 90, 90, 90, 90)));
    assertThat(row.answer()).isEqualTo(Difference.NOT_TOLD_APART);
    assertThat(only(List.of(run(1, 10)), List.of(run(2, 90))).answer())
        .isEqualTo(Difference.NOT_TOLD_APART);
  }

  @Test
  void negativeValuesAreComparedByDifference() {
    ComparedSeries row = only(List.of(run(1, spread(-10, 12))), List.of(run(2, spread(10, 12))));
    assertThat(row.relative()).isFalse();
    assertThat(row.answer()).isEqualTo(Difference.WORSE);
  }

  @Test
  void exactValuesHaveNoNoise() {
    assertThat(only(List.of(exact(1, 64)), List.of(exact(2, 64))).answer())
        .isEqualTo(Difference.SAME);
    ComparedSeries once = only(List.of(exact(1, 64)), List.of(exact(2, 65)));
    assertThat(once.answer()).isEqualTo(Difference.WORSE);
    assertThat(once.confirmed()).isFalse();
    ComparedSeries twice =
        only(List.of(exact(1, 64), exact(3, 64)), List.of(exact(2, 65), exact(4, 65)));
    assertThat(twice.answer()).isEqualTo(Difference.WORSE);
    assertThat(twice.confirmed()).isFalse();
    assertThat(ComparisonWords.of(twice.reason()))
        .isEqualTo("seen in 2 runs a side; more would confirm it");
    List<RunRecord> before = List.of(exact(1, 64), exact(3, 64), exact(5, 64), exact(7, 64));
    List<RunRecord> after = List.of(exact(2, 65), exact(4, 65), exact(6, 65), exact(8, 65));
    assertThat(only(before, after).confirmed()).isTrue();
    ComparedSeries restless =
        only(List.of(exact(1, 64), exact(3, 63)), List.of(exact(2, 65), exact(4, 65)));
    assertThat(restless.answer()).isEqualTo(Difference.NOT_TOLD_APART);
    assertThat(ComparisonWords.of(restless.reason())).isEqualTo("equal runs differ");
    assertThat(only(List.of(exact(1, 1, 2, 3)), List.of(exact(2, 1, 2, 4))).answer())
        .isEqualTo(Difference.NOT_TOLD_APART);
  }

  /** SciPy 1.16: stats.ttest_ind(np.log([10, 12, 11]), np.log([15, 18, 16])). */
  @Test
  void theNoiseIsThatOfTheRuns() {
    List<RunRecord> first =
        List.of(run(1, spread(10, 12)), run(2, spread(12, 12)), run(3, spread(11, 12)));
    List<RunRecord> second =
        List.of(run(4, spread(15, 12)), run(5, spread(18, 12)), run(6, spread(16, 12)));
    ComparedSeries row = only(first, second);
    assertThat(row.freedom()).isEqualTo(4);
    assertThat(row.pRuns()).isCloseTo(0.0062063206, within(1e-9));
    assertThat(row.answer()).isEqualTo(Difference.WORSE);
    assertThat(row.confirmed()).isTrue();
    assertThat(ComparisonWords.of(row.reason()))
        .isEqualTo("more than the difference between equal runs");
  }

  @Test
  void oneSidesRunsAloneShowTheNoise() {
    List<RunRecord> noisy =
        List.of(run(1, spread(10, 12)), run(2, spread(12, 12)), run(3, spread(11, 12)));
    ComparedSeries row = only(noisy, List.of(run(4, spread(12.5, 12))));
    assertThat(row.freedom()).isEqualTo(2);
    assertThat(row.answer()).isEqualTo(Difference.NOT_TOLD_APART);
    List<RunRecord> calm =
        List.of(run(1, spread(10, 12)), run(2, spread(10.1, 12)), run(3, spread(10.05, 12)));
    ComparedSeries told = only(calm, List.of(run(4, spread(10.5, 12))));
    assertThat(told.answer()).isEqualTo(Difference.WORSE);
    assertThat(told.confirmed()).isFalse();
  }

  /** Two runs a side lie apart by chance in one of three cases. */
  @Test
  void twoRunsASideSeldomConfirm() {
    ComparedSeries row =
        only(
            List.of(run(1, spread(10, 12)), run(3, spread(10.4, 12))),
            List.of(run(2, spread(12.5, 12)), run(4, spread(13, 12))));
    assertThat(row.unconfirmed()).isTrue();
    assertThat(ComparisonWords.of(row.reason()))
        .isEqualTo("seen in 2 runs a side; more would confirm it");
  }

  @Test
  void severalRunsMustAgree() {
    List<RunRecord> first = List.of(run(1, spread(10, 12)), run(2, spread(16, 12)));
    List<RunRecord> second = List.of(run(3, spread(15, 12)), run(4, spread(20, 12)));
    ComparedSeries row = only(first, second);
    assertThat(row.answer()).isEqualTo(Difference.NOT_TOLD_APART);
  }

  /** As where a thread is woken now on one core, now on another: the pinned runs of MLX-001. */
  @Test
  void runsThatAreFactorsApartSayNothingAndAreShown() {
    List<RunRecord> first =
        List.of(run(3, spread(12.8, 12)), run(2, spread(85.3, 12)), run(1, spread(75, 12)));
    ComparedSeries row = only(first, List.of(run(4, spread(80.5, 12))));
    assertThat(row.answer()).isEqualTo(Difference.NOT_TOLD_APART);
    assertThat(ComparisonWords.of(row.reason()))
        .isEqualTo("equal runs of a side are too far apart to tell");
    assertThat(row.firstRuns().getFirst()).isCloseTo(12.8, within(0.1));
    assertThat(row.firstRuns()).hasSize(3);
    assertThat(row.secondRuns()).hasSize(1);
  }

  /** Confirmed before unconfirmed, then the largest factor, whatever its direction. */
  @Test
  void theMostTellingChangeComesFirst() {
    List<RunRecord> before = new ArrayList<>();
    List<RunRecord> after = new ArrayList<>();
    for (int hour = 0; hour < 4; hour++) {
      before.add(exact(hour, 4));
      after.add(exact(hour + 10, 8));
    }
    ComparedSeries sure = only(before, after);
    ComparedSeries larger = only(List.of(exact(1, 4)), List.of(exact(2, 64)));
    ComparedSeries smaller = only(List.of(exact(1, 64)), List.of(exact(2, 63)));
    ComparedSeries same = only(List.of(exact(1, 4)), List.of(exact(2, 4)));
    TaskId task = new TaskId("T-1");
    List<MetricChange> ranked =
        MetricChange.ranked(
            List.of(
                new MetricChange.ComparedRows(task, "One", List.of(same, smaller)),
                new MetricChange.ComparedRows(task, "Two", List.of(larger)),
                new MetricChange.ComparedRows(task, "Three", List.of(sure))));
    assertThat(ranked).extracting(MetricChange::title).containsExactly("Three", "Two", "One");
    assertThat(ranked.getFirst().confirmed()).isTrue();
    assertThat(ranked.getLast().series()).containsExactly(smaller);
    assertThat(only(List.of(exact(1, 2)), List.of(exact(2, 0))).size()).isInfinite();
  }

  /** A run of 15 samples on a host whose runs and samples both differ by a share of their value. */
  private static RunRecord noisy(Random random, int hour, double middle, double noise) {
    double own = middle * Math.exp(noise * random.nextGaussian());
    double[] values = new double[15];
    for (int i = 0; i < values.length; i++) {
      values[i] = own * Math.exp(noise * random.nextGaussian());
    }
    return run(hour, values);
  }

  private static int confirmed(int times, double factor, int runs, double noise) {
    Random random = new Random(20261126);
    int confirmed = 0;
    for (int i = 0; i < times; i++) {
      List<RunRecord> first = new ArrayList<>();
      List<RunRecord> second = new ArrayList<>();
      for (int run = 0; run < runs; run++) {
        first.add(noisy(random, run, 10, noise));
        second.add(noisy(random, 10 + run, 10 * factor, noise));
      }
      ComparedSeries row = only(first, second);
      confirmed += row.changed() && row.confirmed() ? 1 : 0;
    }
    return confirmed;
  }

  /** What docs/results.md says of hosts whose runs differ by so much. */
  @ParameterizedTest
  @CsvSource({"0.01, 3, 1.10", "0.01, 6, 1.05", "0.03, 3, 1.30", "0.03, 6, 1.15", "0.10, 6, 1.50"})
  void equalRunsAreNotToldApartAndAChangeIs(double noise, int runs, double factor) {
    assertThat(confirmed(500, 1, runs, noise)).as("false").isLessThanOrEqualTo(10);
    assertThat(confirmed(100, factor, runs, noise)).as("found").isGreaterThanOrEqualTo(95);
  }

  @Test
  void correctionForManyComparisons() {
    assertThat(Shift.corrected(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.02, 0.04, 0.04, 0.02}, within(1e-12));
    assertThat(Shift.corrected(new double[0])).isEmpty();
    assertThat(Shift.corrected(new double[] {Double.NaN, 0.01, 0.04}))
        .containsExactly(new double[] {Double.NaN, 0.02, 0.04}, within(1e-12));
  }

  /** R: wilcox.test(c(1.1,2.2,3.3,4.4,5.6), c(2,4,6,8,10,12), exact = TRUE, conf.int = TRUE). */
  @Test
  void theShiftIsThatOfTheTextbook() {
    Shift shift =
        Shift.between(List.of(-1.1, 2.2, 3.3, 4.4, 5.6), List.of(2., 4., 6., 8., 10., 12.));
    assertThat(shift.relative()).isFalse();
    assertThat(shift.estimate()).isCloseTo(4.05, within(1.0));
    assertThat(shift.p()).isBetween(0.05, 0.13);
  }
}
