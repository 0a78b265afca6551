package ledger.evidence.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource({
    "1, ms, us, 1000",
    "2, h, s, 7200",
    "3, MiBy, By, 3145728",
    "1, GBy, MBy, 1000",
    "0.1, s, ms, 100",
    "80, %, 1, 0.8",
    "1, MiBy/ms, MiBy/s, 1000",
    "2, GFLOP/s, MFLOP/s, 2000",
    "5, tok/s, tok/ms, 0.005",
    "7, parsec, parsec, 7",
    "16, bit, By, 2"
  })
  void whatHasTheSameBaseIsConvertedExactly(double value, String from, String to, double same) {
    assertThat(Units.conversion(from, to).orElseThrow().applyAsDouble(value)).isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource({"ms, By", "tok/s, seq/s", "s, 1", "ms, MS", "MiBy, MiBy/s", "1, dB", "x, y"})
  void nothingElseIs(String from, String to) {
    assertThat(Units.conversion(from, to)).isEmpty();
  }

  @Test
  void times() {
    assertThat(Units.isTime("us")).isTrue();
    assertThat(Units.isTime("1/s")).isFalse();
    assertThat(Units.isTime("MiBy")).isFalse();
  }
}
