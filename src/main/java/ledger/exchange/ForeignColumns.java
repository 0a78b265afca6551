package ledger.exchange;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import ledger.document.words.ColumnNames;

/** What the fields of other programs are called here. */
final class ForeignColumns {
  private ForeignColumns() {}

  /** The role that a field has, by its usual name, or else the field's own name in words. */
  static String named(String field) {
    String words = field.strip().replaceAll("[_-]+", " ").replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    String role = ColumnNames.roles(List.of(words), Map.of()).getFirst();
    if (role != null) {
      return role;
    }
    return words.isEmpty()
        ? "Column"
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
