package ledger.site.chart;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A chart as prose asks for it: {@code [=chart metrics.kl["group=64"]]}.
 *
 * @param environment whose run is drawn; null for every newest run
 * @param series what the series that are drawn have in common; empty for all of them
 */
public record ChartReference(
    @Nullable String environment, String metric, SortedMap<String, String> series) {
  /** How one is written. */
  public static final String FORM = "[=chart metrics.NAME[\"parameter=value\"]]";

  private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*+";
  private static final Pattern BEGIN =
      Pattern.compile("\\[=\\s*chart(?:\\s|\\]).*", Pattern.DOTALL);
  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\[=\\s*chart\\s+(?:environments(?:\\.(?<dotted>"
              + NAME
              + ")|\\[\"(?<quoted>[^\"]+)\"\\])\\.)?metrics\\.(?<metric>"
              + NAME
              + ")(?:\\[\"(?<series>[^\"]*)\"\\])?\\s*\\]");

  /** Whether a reference asks for a chart, and not for a value. */
  public static boolean isOne(String reference) {
    return BEGIN.matcher(reference).matches();
  }

  /** Empty if it is not written as one. */
  public static Optional<ChartReference> parse(String reference) {
    Matcher written = WRITTEN.matcher(reference);
    if (!written.matches()) {
      return Optional.empty();
    }
    SortedMap<String, String> series = new TreeMap<>();
    String pairs = written.group("series");
    for (String pair : pairs == null ? new String[0] : pairs.split(",\\s*")) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        return Optional.empty();
      }
      series.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    String dotted = written.group("dotted");
    return Optional.of(
        new ChartReference(
            dotted == null ? written.group("quoted") : dotted, written.group("metric"), series));
  }
}
