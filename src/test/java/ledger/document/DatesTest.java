package ledger.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-7",
        "2026/11/07",
        "2026.11.7",
        "20261107",
        "7 Nov 2026",
        "7 november 2026",
        "Nov 7, 2026",
        "November 7, 2026"
      })
  void meansOneDay(String text) {
    assertThat(Dates.meant(text)).contains(LocalDate.of(2026, 11, 7));
    assertThat(Dates.isDate(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7/11/2026",
        "11-07-2026",
        "2026-13-01",
        "2026-02-30",
        "soon",
        "Nov 2026",
        "26-11-7"
      })
  void mayMeanAnotherOrNone(String text) {
    assertThat(Dates.meant(text)).isEmpty();
  }

  @Test
  void theOneForm() {
    assertThat(Dates.isDate("2026-11-07")).isTrue();
    assertThat(Dates.isDate("+12026-11-07")).isFalse();
  }
}
