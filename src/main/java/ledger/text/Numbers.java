package ledger.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.IntSummaryStatistics;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How numbers are written, with their units: the same in every language and country of a host.
 *
 * <p>{@link #exact} and {@link #brief} are for sentences and the terminal, {@link #number} and what
 * builds on it for pages, {@link #raw} and {@link #compact} for files that programs read.
 */
public final class Numbers {
  private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB"};

  /** Powers of ten that a double represents exactly. */
  private static final double[] TENS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final MathContext READ = new MathContext(4, RoundingMode.HALF_EVEN);
  private static final MathContext COMPACT = new MathContext(6);

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

  /** A unit, and the divisor that converts a value from the recorded unit to it. */
  public record Scale(double divisor, String unit) {
    public String number(double value) {
      return Numbers.number(value / divisor);
    }

    public String with(double value) {
      String number = number(value);
      return unit.isEmpty() || number.equals("–") ? number : number + "\u00A0" + unit;
    }
  }

  /** The unit in which to show values of up to this size. */
  public static Scale scale(String unit, double largest) {
    return switch (unit) {
      case "1", "" -> new Scale(1, "");
      case "us" -> new Scale(1, "µs");
      case "By" -> {
        int power = 0;
        double value = Math.abs(largest);
        while (value >= 1024 && power < BYTES.length - 1) {
          value /= 1024;
          power++;
        }
        yield new Scale(Math.pow(1024, power), BYTES[power]);
      }
      case "KiBy", "MiBy", "GiBy" -> new Scale(1, unit.substring(0, 3));
      default -> new Scale(1, unit);
    };
  }

  public static String with(double value, String unit) {
    return scale(unit, value).with(value);
  }

  /**
   * Four significant digits, with thousands separators; whole numbers below ten million are not
   * rounded.
   */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
    }
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e7) {
      return minus(grouped(Long.toString((long) value)));
    }
    if (size >= 1e7 || size < 1e-4) {
      return scientific(value);
    }
    return minus(grouped(rounded(value, READ).stripTrailingZeros().toPlainString()));
  }

  /**
   * A finite number with this many significant digits. A multiplication nearly always decides; the
   * exact value, which is slow, is used only if the double is close to a tie.
   */
  private static BigDecimal rounded(double value, MathContext digits) {
    int places = digits.getPrecision() - 1 - (int) Math.floor(Math.log10(Math.abs(value)));
    if (Math.abs(places) < TENS.length) {
      double scaled = places < 0 ? value / TENS[-places] : value * TENS[places];
      double size = Math.abs(scaled);
      boolean hasDigits =
          size >= TENS[digits.getPrecision() - 1] && size < TENS[digits.getPrecision()];
      if (hasDigits && Math.abs(size - Math.floor(size) - 0.5) > 1e-6) {
        return BigDecimal.valueOf(Math.round(scaled), places);
      }
    }
    return new BigDecimal(value).round(digits);
  }

  /** With commas between groups of three digits in the whole part. */
  private static String grouped(String plain) {
    int point = plain.indexOf('.');
    int first = plain.startsWith("-") ? 1 : 0;
    StringBuilder out = new StringBuilder(plain);
    for (int at = (point < 0 ? plain.length() : point) - 3; at > first; at -= 3) {
      out.insert(at, ',');
    }
    return out.toString();
  }

  private static String scientific(double value) {
    String[] parts = String.format(Locale.ROOT, "%.2e", value).split("e", 2);
    String mantissa = parts[0].replaceFirst("\\.?0+$", "");
    return minus(mantissa) + "e" + Integer.parseInt(parts[1]);
  }

  private static String minus(String text) {
    return text.startsWith("-") ? "−" + text.substring(1) : text;
  }

  /**
   * For programs: the shortest text that gives the same double again, very large and very small
   * ones with an exponent, whole numbers without a fraction.
   */
  public static String raw(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return Double.toString(value);
  }

  /** All digits, in the unit as recorded. */
  public static String full(double value, String unit) {
    String shown = scale(unit, 0).unit();
    return raw(value) + (shown.isEmpty() ? "" : "\u00A0" + shown);
  }

  /** Six significant digits without separators, for long lists. */
  public static String compact(double value) {
    boolean asItIs =
        !Double.isFinite(value) || (value == Math.rint(value) && Math.abs(value) < 1e6);
    return raw(asItIs ? value : rounded(value, COMPACT).doubleValue());
  }

  /** One digit after the point, always. */
  public static String tenths(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** A whole number, padded with zeros to this many digits. */
  public static String padded(int number, int digits) {
    String plain = Integer.toString(number);
    return "0".repeat(Math.max(0, digits - plain.length())) + plain;
  }

  public static String duration(long millis) {
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 120_000) {
      return number(millis / 1000.0) + " s";
    }
    return (millis / 60_000) + " min " + (millis % 60_000) / 1000 + " s";
  }

  public static String count(long n, String one, String many) {
    return grouped(Long.toString(n)) + " " + (n == 1 ? one : many);
  }

  /** The range of several counts: {@code 2 to 4 runs}, or {@code 3 runs} where all are the same. */
  public static String counts(IntStream all, String one, String many) {
    IntSummaryStatistics range = all.summaryStatistics();
    return (range.getMin() == range.getMax() ? "" : range.getMin() + " to ")
        + count(range.getMax(), one, many);
  }
}
