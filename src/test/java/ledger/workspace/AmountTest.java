package ledger.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {
  @ParameterizedTest
  @CsvSource({
    "none, 0",
    "50%, 500",
    "12.5 %, 125",
    "100%, 1000",
    "1 KiB, 1024",
    "1.5MiB, 1572864",
    "8 gib, 8589934592",
    "1TiB, 1099511627776"
  })
  void amountsAndShares(String text, long bytes) {
    assertThat(Amount.parse(text).orElseThrow().of(1000)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8", "8 GB", "-1 GiB", "0%", "0 MiB", "101%", "much", "8 GiB or so"})
  void nothingElse(String text) {
    assertThat(Amount.parse(text)).isEmpty();
  }
}
