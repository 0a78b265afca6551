package ledger.evidence.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import ledger.evidence.Records;
import ledger.evidence.claim.Bound;
import ledger.evidence.claim.Metric;
import ledger.evidence.record.LoadReading;
import ledger.evidence.verdict.ClaimAnswer;
import ledger.evidence.verdict.ClaimVerdict;
import ledger.evidence.verdict.Status;
import ledger.evidence.words.ReasonWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a busy host, or a sample that is none, does to a claim. */
class NoiseTest {
  private static final double[] TIMES = {10, 10.1, 10.2, 10.3, 10.4, 10.5, 10.6};

  private static Records timed(String unit, Bound bound, double... samples) {
    Records records =
        Records.completed().with(Records.claim("a", "t", bound)).sampled("t", samples);
    records.metrics = List.of(new Metric("t", "Time", unit, "lower", false));
    return records;
  }

  private static ClaimVerdict claim(Records records) {
    return records.verdict().claims().getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    // others, bound, answer without load, with it: two cores, so 1.0 makes a factor of 1.5
    "0.4, 12, PASS, PASS",
    "1.0, 12, PASS, INCONCLUSIVE",
    "1.0, 20, PASS, PASS",
    "1.0, 8, FAIL, INCONCLUSIVE",
    "1.0, 5, FAIL, FAIL",
    "2.0, 20, PASS, INCONCLUSIVE",
  })
  void loadTakesAwayOnlyWhatItCouldExplain(
      double others, double bound, ClaimAnswer calm, ClaimAnswer loaded) {
    Records records = timed("ms", new Bound.AtMost(bound), TIMES);
    assertThat(claim(records).answer()).isEqualTo(calm);
    records.load.add(new LoadReading(7, 1, others, null));
    ClaimVerdict verdict = claim(records);
    assertThat(verdict.answer()).isEqualTo(loaded);
    if (loaded == ClaimAnswer.INCONCLUSIVE) {
      assertThat(ReasonWords.of(verdict)).contains("noise: 7 of 7 samples were taken under load");
      assertThat(records.verdict().status()).isEqualTo(Status.INCONCLUSIVE);
    }
  }

  @Test
  void aMinorityOfDisturbedSamplesDoesNotMoveAMedian() {
    Records records = timed("ms", new Bound.AtMost(12), TIMES);
    records.load.add(new LoadReading(3, 1, 2.0, null));
    records.load.add(new LoadReading(7, 1, 0.1, null));
    assertThat(claim(records).answer()).isEqualTo(ClaimAnswer.PASS);
  }

  @Test
  void heatCountsAsAFactorOfTwo() {
    Records records = timed("GFLOP/s", new Bound.AtLeast(8), TIMES);
    records.load.add(new LoadReading(7, 1, null, true));
    assertThat(claim(records).answer()).isEqualTo(ClaimAnswer.INCONCLUSIVE);
    records.load.set(0, new LoadReading(7, 1, null, null));
    assertThat(claim(records).answer()).isEqualTo(ClaimAnswer.PASS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"By", "1", "{count}", "MiBy"})
  void bytesCountsAndRatiosDoNotSuffer(String unit) {
    Records records = timed(unit, new Bound.AtMost(12), TIMES);
    records.load.add(new LoadReading(7, 9, 2.0, true));
    assertThat(claim(records).answer()).isEqualTo(ClaimAnswer.PASS);
  }

  @Test
  void anExactMetricDoesNotSuffer() {
    Records records = Records.completed().with(Records.exact("a", "t", new Bound.AtMost(12)));
    records.metrics = List.of(new Metric("t", "Time", "ms", "lower", true));
    records.sampled("t", TIMES).load.add(new LoadReading(7, 9, 2.0, null));
    assertThat(claim(records).answer()).isEqualTo(ClaimAnswer.PASS);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNoNumberIsNeverAPass(double value) {
    for (Bound bound : List.of(new Bound.AtLeast(1), new Bound.AtMost(1))) {
      double[] all = {value, value, value, value, value, value, value};
      assertThat(claim(timed("ms", bound, all)).answer()).isEqualTo(ClaimAnswer.INCONCLUSIVE);
      Records exact = Records.completed().with(Records.exact("a", "t", bound)).sampled("t", value);
      assertThat(claim(exact).answer()).isEqualTo(ClaimAnswer.INCONCLUSIVE);
      double[] one = {2, 2, 2, 2, 2, 2, value};
      assertThat(claim(timed("ms", bound, one)).answer()).isEqualTo(ClaimAnswer.INCONCLUSIVE);
    }
  }

  @Test
  void degenerateSeriesAreDefined() {
    Bound bound = new Bound.Between(1, 3);
    assertThat(ReasonWords.of(claim(timed("ms", bound)))).isEqualTo("no sample of t");
    assertThat(ReasonWords.of(claim(timed("ms", bound, 2)))).contains("too few");
    assertThat(claim(timed("ms", bound, 2, 2, 2, 2, 2)).answer())
        .isEqualTo(ClaimAnswer.INCONCLUSIVE);
    assertThat(claim(timed("ms", bound, 2, 2, 2, 2, 2, 2)).answer()).isEqualTo(ClaimAnswer.PASS);
    assertThat(claim(timed("ms", bound, 4, 4, 4, 4, 4, 4)).answer()).isEqualTo(ClaimAnswer.FAIL);
    Records twoSeries = timed("ms", bound, 2, 2, 2, 2, 2, 2);
    twoSeries.sampled("t", Map.of("n", "9"), null, 2);
    assertThat(claim(twoSeries).answer()).isEqualTo(ClaimAnswer.INCONCLUSIVE);
  }
}
