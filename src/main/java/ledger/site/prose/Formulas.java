package ledger.site.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.text.Span;

/**
 * Mathematics between dollar signs, as GitHub recognises it. It stays as it is written: Markdown
 * would take its underscores, stars and backslashes for its own.
 */
final class Formulas {
  private static final String ALONE = "(?<![\\\\$\\p{L}\\p{N}])";

  /** A display; or a part of a line that is neither money nor a variable of a shell. */
  private static final Pattern FORMULA =
      Pattern.compile(
          ALONE
              + "\\$\\$[^$]++\\$\\$(?!\\$)"
              + "|"
              + ALONE
              + "\\$(?![\\s$])[^$\\n]*+(?<![\\s\\\\])\\$(?![$\\p{L}\\p{N}])");

  private static final Pattern EMPTY_LINE = Pattern.compile("\\n[ \\t\\r]*\\n");

  private Formulas() {}

  /**
   * Where they are, in order.
   *
   * @param others where none may be: code, and what has a meaning of its own
   */
  static List<Span> find(String content, Span within, List<Span> others) {
    List<Span> found = new ArrayList<>();
    if (content.indexOf('$', within.start()) < 0) {
      return found;
    }
    Matcher matcher = FORMULA.matcher(content).useTransparentBounds(true);
    matcher.region(within.start(), within.end());
    while (matcher.find()) {
      Span formula = new Span(matcher.start(), matcher.end());
      boolean taken =
          EMPTY_LINE.matcher(matcher.group()).find()
              || others.stream()
                  .anyMatch(o -> o.start() < formula.end() && formula.start() < o.end());
      if (!taken) {
        found.add(formula);
      }
      matcher.region(taken ? formula.start() + 1 : formula.end(), within.end());
    }
    return found;
  }
}
