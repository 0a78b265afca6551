package ledger.exchange;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of other programs, for a task's page. */
final class ForeignProse {
  /** What would be taken for a reference to evidence, unless it is escaped. */
  private static final Pattern REFERENCE = Pattern.compile("(?<!\\\\)\\[=");

  private static final Pattern CODE = Pattern.compile("(`+)(?:(?!\\1).)*\\1");
  private static final Pattern FENCE = Pattern.compile(" {0,3}(?:`{3}|~{3}).*");

  private ForeignProse() {}

  /** The text as it reads, with nothing that a page would take for a reference. */
  static String withoutReferences(String text) {
    if (!text.contains("[=")) {
      return text;
    }
    StringBuilder all = new StringBuilder();
    boolean fenced = false;
    for (String line : text.split("(?<=\n)", -1)) {
      boolean fence = FENCE.matcher(line.stripTrailing()).matches();
      all.append(fenced || fence ? line : escaped(line));
      fenced ^= fence;
    }
    return all.toString();
  }

  private static String escaped(String line) {
    StringBuilder escaped = new StringBuilder();
    Matcher code = CODE.matcher(line);
    int at = 0;
    while (code.find()) {
      escaped.append(REFERENCE.matcher(line.substring(at, code.start())).replaceAll("\\\\[="));
      escaped.append(code.group());
      at = code.end();
    }
    return escaped.append(REFERENCE.matcher(line.substring(at)).replaceAll("\\\\[=")).toString();
  }
}
