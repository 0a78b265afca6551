package ledger.document.words;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How people say how much work something is: {@code 3}, {@code 5 pts}, {@code 2h}, {@code XL}. */
public final class Estimates {
  private static final List<String> SIZES = List.of("xs", "s", "m", "l", "xl", "xxl");

  /** In hours: a day has eight of them, a week five days. */
  private static final Map<String, BigDecimal> UNITS =
      Map.ofEntries(
          Map.entry("m", new BigDecimal("0.0166666667")),
          Map.entry("min", new BigDecimal("0.0166666667")),
          Map.entry("h", BigDecimal.ONE),
          Map.entry("hr", BigDecimal.ONE),
          Map.entry("hour", BigDecimal.ONE),
          Map.entry("d", BigDecimal.valueOf(8)),
          Map.entry("day", BigDecimal.valueOf(8)),
          Map.entry("w", BigDecimal.valueOf(40)),
          Map.entry("wk", BigDecimal.valueOf(40)),
          Map.entry("week", BigDecimal.valueOf(40)),
          Map.entry("mo", BigDecimal.valueOf(160)),
          Map.entry("month", BigDecimal.valueOf(160)),
          Map.entry("pt", BigDecimal.ONE),
          Map.entry("point", BigDecimal.ONE),
          Map.entry("sp", BigDecimal.ONE));

  private static final Pattern AMOUNT =
      Pattern.compile("~?\\s*([0-9]{1,9}(?:[.][0-9]{1,9})?)\\s*([a-z]{1,6}?)s?");

  private Estimates() {}

  /** A number by which estimates of one kind can be compared; the text itself if it is none. */
  public static String sortable(String estimate) {
    String text = PlainName.unmarked(estimate).strip().toLowerCase(Locale.ROOT);
    int size = SIZES.indexOf(text);
    if (size >= 0) {
      return String.valueOf(size);
    }
    Matcher amount = AMOUNT.matcher(text);
    if (!amount.matches()) {
      return estimate;
    }
    BigDecimal number = new BigDecimal(amount.group(1));
    BigDecimal unit = amount.group(2).isEmpty() ? BigDecimal.ONE : UNITS.get(amount.group(2));
    return unit == null ? estimate : number.multiply(unit).toPlainString();
  }
}
