package ledger.document;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dates in cells: the one form that columns require, and others that can only mean one day. */
public final class Dates {
  /** The year first, or the month as a word: then the order of day and month is unambiguous. */
  private static final List<DateTimeFormatter> OTHERS =
      List.of(
          form("uuuu-M-d"),
          form("uuuu/M/d"),
          form("uuuu.M.d"),
          form("uuuuMMdd"),
          form("d MMM uuuu"),
          form("d MMMM uuuu"),
          form("MMM d, uuuu"),
          form("MMMM d, uuuu"));

  private Dates() {}

  private static DateTimeFormatter form(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** Whether the column's hint requires dates. */
  public static boolean asked(Column column) {
    String hint = column.hint();
    return hint != null && hint.toUpperCase(Locale.ROOT).equals("YYYY-MM-DD");
  }

  /** Whether the column is for dates: it asks for them, or they are due dates. */
  public static boolean expected(Column column) {
    return asked(column) || Columns.DUE.equals(column.role());
  }

  /** Whether the text is a day of the form {@code YYYY-MM-DD}. */
  public static boolean isDate(String text) {
    try {
      return text.length() == 10 && LocalDate.parse(text) != null;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /** The only day that a text in another form can mean. */
  public static Optional<LocalDate> meant(String text) {
    return OTHERS.stream().flatMap(form -> parsed(text, form).stream()).findFirst();
  }

  private static Optional<LocalDate> parsed(String text, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDate.parse(text, form));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
