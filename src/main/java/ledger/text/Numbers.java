package ledger.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How numbers are written. */
public final class Numbers {
  private Numbers() {}

  /**
   * The shortest text that gives the same double, without an exponent: {@code 768}, {@code 0.05}.
   */
  public static String exact(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    return plain(new BigDecimal(Double.toString(value)));
  }

  /** For readers: three significant digits; whole numbers are not rounded. */
  public static String brief(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    BigDecimal number = new BigDecimal(Double.toString(value));
    int whole = number.precision() - number.scale();
    MathContext digits = new MathContext(Math.max(3, whole), RoundingMode.HALF_EVEN);
    return plain(number.round(digits));
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
