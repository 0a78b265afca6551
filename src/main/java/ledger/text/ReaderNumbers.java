package ledger.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.stream.IntStream;

/** Formats numbers and their units for readers. */
public final class ReaderNumbers {
  private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB"};

  /** Powers of ten that a double holds exactly. */
  private static final double[] TENS =
      IntStream.rangeClosed(0, 22).mapToDouble(power -> Double.parseDouble("1e" + power)).toArray();

  private static final MathContext READ = new MathContext(4, RoundingMode.HALF_EVEN);
  private static final MathContext BRIEF = new MathContext(6);

  private ReaderNumbers() {}

  /** A unit, and the divisor that converts a value from the recorded unit to it. */
  public record Scale(double divisor, String unit) {
    public String number(double value) {
      return ReaderNumbers.number(value / divisor);
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

  /** The shortest text that gives the same double; whole numbers have no fraction. */
  public static String exact(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return Double.toString(value);
  }

  /** All digits, in the unit as recorded. */
  public static String full(double value, String unit) {
    String shown = scale(unit, 0).unit();
    return exact(value) + (shown.isEmpty() ? "" : "\u00A0" + shown);
  }

  /** Six significant digits without separators, for long lists. */
  public static String brief(double value) {
    boolean asItIs =
        !Double.isFinite(value) || (value == Math.rint(value) && Math.abs(value) < 1e6);
    return exact(asItIs ? value : rounded(value, BRIEF).doubleValue());
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
}
