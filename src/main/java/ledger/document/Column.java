package ledger.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.document.words.ColumnNames;
import org.jspecify.annotations.Nullable;

/**
 * A table's column, known by its name without the bracketed hint, and by its role.
 *
 * @param name such as {@code Started}
 * @param hint what is in brackets after the name, such as {@code YYYY-MM-DD}; null if there is
 *     nothing
 * @param role what the tool takes it for, one of {@link Columns}; null for the user's own
 */
public record Column(String name, @Nullable String hint, @Nullable String role) {
  private static final Pattern HINTED = Pattern.compile("(.*\\S)\\s*\\(([^()]*)\\)");

  /**
   * The columns that a header's cells name.
   *
   * @param names of columns from the settings, by role
   */
  static List<Column> ofHeader(List<String> cells, Map<String, List<String>> names) {
    List<Column> plain = new ArrayList<>();
    for (String cell : cells) {
      Matcher matcher = HINTED.matcher(cell);
      plain.add(
          matcher.matches()
              ? new Column(matcher.group(1), matcher.group(2), null)
              : new Column(cell, null, null));
    }
    List<@Nullable String> roles =
        ColumnNames.roles(plain.stream().map(Column::name).toList(), names);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      columns.add(new Column(plain.get(i).name, plain.get(i).hint, roles.get(i)));
    }
    return List.copyOf(columns);
  }

  /**
   * The index of the column with this name, ignoring case, or else of the one with this role; -1 if
   * there is none.
   */
  public static int indexOf(List<Column> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    for (int i = 0; i < columns.size(); i++) {
      if (name.equalsIgnoreCase(columns.get(i).role())) {
        return i;
      }
    }
    return -1;
  }

  /** The index of the column that means the same: of the same name, or else of the same role. */
  public static int indexOf(List<Column> columns, Column column) {
    int index = indexOf(columns, column.name());
    return index < 0 && column.role() != null ? indexOf(columns, column.role()) : index;
  }
}
