package ledger.document.words;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tags in a cell. */
public final class Tags {
  /** Between them; a space as well, where each has a sign. */
  private static final Pattern BETWEEN = Pattern.compile("[,;/|]\\s*|<br ?/?>|\\s+(?=[#@+`])");

  private Tags() {}

  /** One without its sign and in small letters, for comparison. */
  public static String bare(String tag) {
    return tag.strip().replaceFirst("^[#@+]", "").replace("`", "").toLowerCase(Locale.ROOT);
  }

  /** Each with its sign, if it has one. */
  public static List<String> in(String cell) {
    return BETWEEN.splitAsStream(cell).map(String::strip).filter(tag -> !tag.isEmpty()).toList();
  }
}
