package ledger.evidence.claim;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Units that can be converted into each other: times, amounts of data, frequencies, shares, and
 * quotients of any two units. Any other unit is equal to itself only.
 */
public final class Units {
  /** A unit as a multiple of the one that it is based on. */
  private record Multiple(String base, BigDecimal factor) {}

  private static final Map<String, Multiple> KNOWN = new HashMap<>();

  static {
    put("s", "1", "s", "sec");
    put("s", "1e-9", "ns");
    put("s", "1e-6", "us", "\u00b5s", "\u03bcs");
    put("s", "1e-3", "ms");
    put("s", "60", "min");
    put("s", "3600", "h");
    put("s", "86400", "d");
    put("By", "1", "By", "B");
    put("By", "0.125", "bit");
    put("Hz", "1", "Hz");
    put("FLOP", "1", "FLOP");
    put("1", "1", "1");
    put("1", "0.01", "%");
    BigDecimal decimal = BigDecimal.ONE;
    BigDecimal binary = BigDecimal.ONE;
    for (String prefix : List.of("k", "M", "G", "T", "P")) {
      decimal = decimal.multiply(BigDecimal.valueOf(1000));
      binary = binary.multiply(BigDecimal.valueOf(1024));
      String kibi = prefix.equals("k") ? "Ki" : prefix + "i";
      put("By", decimal.toString(), prefix + "By", prefix + "B");
      put("By", binary.toString(), kibi + "By", kibi + "B");
      put("By", decimal.multiply(new BigDecimal("0.125")).toString(), prefix + "bit");
      put("Hz", decimal.toString(), prefix + "Hz");
      put("FLOP", decimal.toString(), prefix + "FLOP");
    }
  }

  private Units() {}

  private static void put(String base, String factor, String... names) {
    for (String name : names) {
      KNOWN.put(name, new Multiple(base, new BigDecimal(factor)));
    }
  }

  /** Makes amounts in the second unit of those in the first; empty if that is impossible. */
  public static Optional<DoubleUnaryOperator> conversion(String from, String to) {
    Multiple one = multiple(from);
    Multiple other = multiple(to);
    return one.base.equals(other.base)
        ? Optional.of(value -> convert(value, one.factor, other.factor))
        : Optional.empty();
  }

  /** In decimals: 1 ms is 1000 us, and not a little more. */
  private static double convert(double value, BigDecimal from, BigDecimal to) {
    return from.compareTo(to) == 0
        ? value
        : BigDecimal.valueOf(value).multiply(from).divide(to, MathContext.DECIMAL64).doubleValue();
  }

  /** Whether it is a unit of time. */
  public static boolean isTime(String unit) {
    return multiple(unit).base.equals("s");
  }

  private static Multiple multiple(String unit) {
    Multiple known = KNOWN.get(unit);
    if (known != null) {
      return known;
    }
    int slash = unit.indexOf('/');
    if (slash <= 0) {
      return new Multiple(unit, BigDecimal.ONE);
    }
    Multiple above = multiple(unit.substring(0, slash));
    Multiple below = multiple(unit.substring(slash + 1));
    return new Multiple(
        above.base + "/" + below.base, above.factor.divide(below.factor, MathContext.DECIMAL128));
  }
}
