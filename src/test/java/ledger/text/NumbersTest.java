package ledger.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void numbersAreReadable() {
    assertThat(Numbers.number(4254.2427)).isEqualTo("4,254");
    assertThat(Numbers.number(0.00040136)).isEqualTo("0.0004014");
    assertThat(Numbers.number(1.0e-5)).isEqualTo("1e-5");
    assertThat(Numbers.number(6.02e23)).isEqualTo("6.02e23");
    assertThat(Numbers.number(-0.5)).isEqualTo("−0.5");
    assertThat(Numbers.number(67108864)).isEqualTo("6.71e7");
    assertThat(Numbers.number(9999.6)).isEqualTo("10,000");
    assertThat(Numbers.number(Double.NaN)).isEqualTo("–");
    assertThat(Numbers.with(67108864, "By")).isEqualTo("64\u00A0MiB");
    assertThat(Numbers.with(8, "By")).isEqualTo("8\u00A0B");
    assertThat(Numbers.with(20, "1")).isEqualTo("20");
    assertThat(Numbers.raw(0.1)).isEqualTo("0.1");
    assertThat(Numbers.duration(125_000)).isEqualTo("2 min 5 s");
  }

  @Test
  void numbersAreRoundedAsTheirExactValuesAre() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      double tie = (random.nextInt(1_000_000) + 0.5) * Math.pow(10, random.nextInt(14) - 10);
      double value = random.nextBoolean() ? Math.nextUp(tie) : random.nextGaussian() * tie;
      BigDecimal exact = new BigDecimal(value);
      assertThat(Double.parseDouble(Numbers.compact(value)))
          .isEqualTo(exact.round(new MathContext(6)).doubleValue());
      if (Math.abs(value) > 1e-4 && Math.abs(value) < 1e7 && value != Math.rint(value)) {
        assertThat(new BigDecimal(Numbers.number(value).replace(",", "").replace('−', '-')))
            .isEqualByComparingTo(exact.round(new MathContext(4, RoundingMode.HALF_EVEN)));
      }
    }
  }

  @Test
  void exactTextsHaveNoExponent() {
    assertThat(Numbers.exact(768)).isEqualTo("768");
    assertThat(Numbers.exact(0.05)).isEqualTo("0.05");
    assertThat(Numbers.exact(5e-7)).isEqualTo("0.0000005");
    assertThat(Numbers.exact(-0.0)).isEqualTo("0");
    assertThat(Numbers.exact(Double.NaN)).isEqualTo("NaN");
    assertThat(Numbers.raw(5e-7)).isEqualTo("5.0E-7");
    assertThat(Numbers.raw(3)).isEqualTo("3");
  }

  @Test
  void briefTextsHaveThreeDigitsOrAllWholeOnes() {
    assertThat(Numbers.brief(1234.5)).isEqualTo("1234");
    assertThat(Numbers.brief(0.0123456)).isEqualTo("0.0123");
    assertThat(Numbers.brief(12)).isEqualTo("12");
    assertThat(Numbers.compact(1234.5678)).isEqualTo("1234.57");
    assertThat(Numbers.full(1234.5678, "By")).isEqualTo("1234.5678\u00A0B");
  }

  /** Files are named by padded numbers. */
  @Test
  void digitsAreTheSameInEveryLanguage() {
    Locale usual = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("fa-IR-u-nu-arabext"));
    try {
      assertThat("%d".formatted(4)).as("the language has other digits").isNotEqualTo("4");
      assertThat(Numbers.padded(4, 6)).isEqualTo("000004");
      assertThat(Numbers.padded(1234, 3)).isEqualTo("1234");
      assertThat(Numbers.tenths(-2.25)).isEqualTo("-2.3");
      assertThat(Numbers.number(6.02e23)).isEqualTo("6.02e23");
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  void unitsAndCounts() {
    assertThat(Numbers.duration(999)).isEqualTo("999 ms");
    assertThat(Numbers.duration(1500)).isEqualTo("1.5 s");
    assertThat(Numbers.count(1, "task", "tasks")).isEqualTo("1 task");
    assertThat(Numbers.count(1200, "task", "tasks")).isEqualTo("1,200 tasks");
  }
}
