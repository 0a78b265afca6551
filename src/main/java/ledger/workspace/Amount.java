package ledger.workspace;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes as people write it.
 *
 * @param share of a total that is known later, from 0 to 1; 0 if it is a number of bytes
 * @param bytes the number; 0 if it is a share; both 0 for no limit
 */
public record Amount(double share, long bytes) {
  /** No limit. */
  static final Amount NONE = new Amount(0, 0);

  private static final Pattern FORM =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?(%|[KMGT]iB)", Pattern.CASE_INSENSITIVE);

  /** Reads {@code 75%}, {@code 8 GiB} and the like, and {@code none}; empty for anything else. */
  static Optional<Amount> parse(String text) {
    if (text.equals("none")) {
      return Optional.of(NONE);
    }
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    double number = Double.parseDouble(form.group(1));
    String unit = form.group(2).toUpperCase(Locale.ROOT);
    Amount amount =
        unit.equals("%")
            ? new Amount(number / 100, 0)
            : new Amount(0, (long) (number * (1L << power(unit))));
    boolean fits = amount.share <= 1 && (amount.share > 0 || amount.bytes > 0);
    return fits ? Optional.of(amount) : Optional.empty();
  }

  private static int power(String unit) {
    return 10 * ("KMGT".indexOf(unit.charAt(0)) + 1);
  }

  /** The number of bytes, given the total; zero for no limit. */
  public long of(long whole) {
    return share > 0 ? (long) (share * whole) : bytes;
  }
}
