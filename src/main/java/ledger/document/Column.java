package ledger.document;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table's column, known by its name without the bracketed hint.
 *
 * @param name such as {@code Started}
 * @param hint what is in brackets after the name, such as {@code YYYY-MM-DD}; null if there is
 *     nothing
 */
public record Column(String name, @Nullable String hint) {
  private static final Pattern HINTED = Pattern.compile("(.*\\S)\\s*\\(([^()]*)\\)");

  /** The column that a header cell names. */
  public static Column ofHeader(String header) {
    Matcher matcher = HINTED.matcher(header);
    return matcher.matches()
        ? new Column(matcher.group(1), matcher.group(2))
        : new Column(header, null);
  }

  /** The index of the column with this name, ignoring case; -1 if there is none. */
  public static int indexOf(List<Column> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }
}
