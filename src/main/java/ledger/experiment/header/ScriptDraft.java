package ledger.experiment.header;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import ledger.document.TaskId;
import ledger.text.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * A new script that runs as it is, and says by a failed check that it does not measure anything
 * yet.
 *
 * @param title what it measures, in words
 * @param metric the ID of what it measures
 * @param bound the key of the claim's bound, such as {@code at-least}
 * @param value the bound, with a unit or without
 * @param unit of the metric
 */
public record ScriptDraft(
    TaskId task, String title, String metric, String bound, String value, String unit) {
  private static final Pattern METRIC = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");
  private static final Pattern AMOUNT = Pattern.compile("[-+0-9.eE]+\\s*(\\S+)");

  /** What seconds have to be multiplied by. */
  private static final Map<String, String> OF_A_SECOND =
      Map.of("s", "", "ms", " * 1e3", "us", " * 1e6", "ns", " * 1e9", "min", " / 60");

  /** Whether it can be a metric's ID. */
  public static boolean isMetric(String text) {
    return METRIC.matcher(text).matches();
  }

  /** The unit that a bound is written with; null if it has none. */
  public static @Nullable String unitOf(String value) {
    var amount = AMOUNT.matcher(value.strip());
    return amount.matches() && !NUMBER.matcher(value.strip()).matches() ? amount.group(1) : null;
  }

  /** The script's text. */
  public String text() {
    String words = metric.replace('_', ' ');
    String quoted = NUMBER.matcher(value.strip()).matches() ? value.strip() : toml(value.strip());
    return """
    # /// script
    # requires-python = ">=3.10"
    # [tool.ledger]
    # task = "%s"
    # title = %s
    # headline = "%s"
    #
    # [[tool.ledger.claims]]
    # id = "%s"
    # text = %s
    # metric = "%s"
    # %s = %s
    # ///
    from ledger_harness import Experiment, seconds

    """
            .formatted(
                task,
                toml(title),
                metric,
                metric.replace('_', '-'),
                toml(
                    capital(words)
                        + " is "
                        + bound.replace("equals", "exactly").replace('-', ' ')
                        + " "
                        + value.strip()),
                metric,
                bound,
                quoted)
        + body();
  }

  private String body() {
    String better =
        bound.equals("at-least") ? "higher" : bound.equals("at-most") ? "lower" : "none";
    boolean time = OF_A_SECOND.containsKey(unit);
    boolean ratio = unit.equals("1") || unit.equals("%");
    String measured =
        time
            ? "seconds(work)" + OF_A_SECOND.get(unit)
            : ratio ? "seconds(before) / seconds(work)" : "work()";
    return (ratio ? function("before", "what it is compared with") : "")
        + function("work", "what is measured")
        + """

        with Experiment(__file__) as run:
            run.metric("%s", unit="%s", better="%s")
            for _ in range(20):
                run.sample("%s", %s)
            run.check("own", "It measures what its task is about", False, "it is a draft: write work(), then remove this line")
        """
            .formatted(metric, unit, better, metric, measured);
  }

  private static String function(String name, String what) {
    return """

    def %s():  # %s
        return sum(range(100_000))

    """
        .formatted(name, what);
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** As a basic string of TOML. */
  private static String toml(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
              } else if (c < 0x20 || c == 0x7f) {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                out.append((char) c);
              }
            });
    return out.append('"').toString();
  }

  /** Whether a text can be a metric's unit. */
  public static boolean isUnit(String text) {
    return !text.isEmpty() && text.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '\\');
  }

  /** Whether its header can be read, and its bound converted into the metric's unit. */
  public boolean isSound() {
    SourceText source = SourceText.of("draft.py", text());
    HeaderParser parser = new HeaderParser(source, HeaderBlock.find(source).orElseThrow());
    return parser
        .parse(Path.of("draft.py"), "draft.py", false)
        .filter(made -> made.claims().getFirst().boundIn(unit).isPresent())
        .isPresent();
  }
}
