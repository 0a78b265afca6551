package ledger.document;

import java.util.Locale;
import java.util.Optional;
import ledger.text.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * A task's identifier, such as {@code MLX-002}: a prefix of capital letters and digits, a hyphen,
 * and a number.
 *
 * <p>Ordered by prefix, then by number, so that {@code MLX-9} comes before {@code MLX-10}.
 */
public record TaskId(String value) implements Comparable<TaskId> {
  /** The form of an ID, for patterns that look for one within a text. */
  public static final String PATTERN = "[A-Z][A-Z0-9_]*-[0-9]{1,9}";

  public TaskId {
    if (!isForm(value)) {
      throw new IllegalArgumentException("not a task ID: " + value);
    }
  }

  /** The ID, if the whole text is one. */
  public static Optional<TaskId> parse(String text) {
    return isForm(text) ? Optional.of(new TaskId(text)) : Optional.empty();
  }

  /** The ID that somebody typed, ignoring case. */
  public static Optional<TaskId> typed(String word) {
    return parse(word.toUpperCase(Locale.ROOT));
  }

  /** The task that a file or folder is named after, whatever the file's extension. */
  public static Optional<TaskId> ofFile(String name) {
    int dot = name.lastIndexOf('.');
    return parse(dot < 0 ? name : name.substring(0, dot));
  }

  /** The same as {@link #PATTERN}, without a matcher: a history contains a million of them. */
  private static boolean isForm(String text) {
    int dash = text.lastIndexOf('-');
    int digits = text.length() - dash - 1;
    if (dash < 1 || digits < 1 || digits > 9 || !isCapital(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (i != dash && !digit && (i > dash || !(isCapital(c) || c == '_'))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  public String prefix() {
    return value.substring(0, value.lastIndexOf('-'));
  }

  public int number() {
    return Integer.parseInt(digits());
  }

  /** The ID with the same prefix and width whose number is {@code number}. */
  public TaskId withNumber(int number) {
    return new TaskId(prefix() + "-" + Numbers.padded(number, digits().length()));
  }

  private String digits() {
    return value.substring(value.lastIndexOf('-') + 1);
  }

  @Override
  public int compareTo(TaskId other) {
    int byPrefix = prefix().compareTo(other.prefix());
    if (byPrefix != 0) {
      return byPrefix;
    }
    int byNumber = Integer.compare(number(), other.number());
    return byNumber != 0 ? byNumber : value.compareTo(other.value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TaskId id && value.equals(id.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
