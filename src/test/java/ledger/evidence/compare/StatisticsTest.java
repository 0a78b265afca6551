package ledger.evidence.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import ledger.evidence.claim.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsTest {
  private static List<Double> oneTo(int n) {
    List<Double> values = new ArrayList<>();
    for (int i = 1; i <= n; i++) {
      values.add((double) i);
    }
    Collections.shuffle(values, new Random(n));
    return values;
  }

  @Test
  void medians() {
    assertThat(Statistics.median(List.of())).isNaN();
    assertThat(Statistics.median(List.of(7.0))).isEqualTo(7);
    assertThat(Statistics.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Statistics.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
    assertThat(Statistics.median(List.of(Double.MAX_VALUE, Double.MAX_VALUE)))
        .isEqualTo(Double.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5})
  void fewerThanSixHaveNoInterval(int n) {
    assertThat(Statistics.medianInterval(Statistics.sorted(oneTo(n))).exists()).isFalse();
  }

  /**
   * Ranks from tables of the sign test's interval: cut k samples on each side for the largest k
   * with sum(C(n, i), i <= k) / 2^n <= 0.025. By hand: n = 8: 1/256 = 0.004, 9/256 = 0.035; n = 9:
   * 10/512 = 0.0195; n = 15: 576/32768 = 0.0176, 1941/32768 = 0.059; n = 20: 0.0207 at 5; n = 100:
   * 0.0176 at 39.
   */
  @ParameterizedTest
  @CsvSource({"6,1,6", "7,1,7", "8,1,8", "9,2,8", "12,3,10", "15,4,12", "20,6,15", "100,40,61"})
  void ranksOfTheInterval(int n, double low, double high) {
    assertThat(Statistics.medianInterval(Statistics.sorted(oneTo(n))))
        .isEqualTo(new Interval(low, high));
  }

  @Test
  void theIntervalCoversTheMedianOftenEnough() {
    Random random = new Random(42);
    int covered = 0;
    int runs = 4000;
    for (int run = 0; run < runs; run++) {
      List<Double> values = new ArrayList<>();
      for (int i = 0; i < 11; i++) {
        values.add(Math.exp(3 * random.nextGaussian())); // the median is 1, the tail is long
      }
      Interval interval = Statistics.medianInterval(Statistics.sorted(values));
      if (interval.low() <= 1 && interval.high() >= 1) {
        covered++;
      }
    }
    assertThat(covered / (double) runs).isBetween(0.95, 1.0);
  }
}
